// A mark of a chart opens its address.
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
})();
