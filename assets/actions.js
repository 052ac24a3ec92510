// Two small things that a page cannot do by links: a mark of a chart opens its address, and a chart is saved as PNG.
(function () {
  'use strict';
  function address(point) {
    var data = point && point.customdata;
    var first = Array.isArray(data) ? data[0] : data;
    return typeof first === 'string' && first.charAt(0) === '/' ? first : null;
  }
  function wire(plot) {
    if (plot.dataset.wired || typeof plot.on !== 'function') return;
    plot.dataset.wired = '1';
    plot.on('plotly_hover', function (event) { plot.classList.toggle('opens', !!address(event.points[0])); });
    plot.on('plotly_unhover', function () { plot.classList.remove('opens'); });
    plot.on('plotly_click', function (event) {
      var href = address(event.points[0]);
      if (href) window.location.assign(href);
    });
  }
  document.addEventListener('pointerover', function (event) {
    var plot = event.target.closest && event.target.closest('.js-plotly-plot');
    if (plot) wire(plot);
  }, { passive: true });
  function save(button) {
    var card = button.closest('.card');
    var plots = card ? card.querySelectorAll('.js-plotly-plot') : [];
    for (var i = 0; i < plots.length; i += 1) {
      if (plots[i].offsetWidth) {
        var paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
        var layout = Object.assign({}, plots[i].layout, { paper_bgcolor: paper });
        window.Plotly.downloadImage({ data: plots[i].data, layout: layout }, {
          format: 'png', scale: 2, width: plots[i].offsetWidth, height: plots[i].offsetHeight,
          filename: button.getAttribute('data-png')
        });
        return;
      }
    }
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-png]');
    if (button && window.Plotly) save(button);
  });
})();
