// A chart is drawn once: Dash asks for its size anew as soon as it stands, which would draw it again at the same size.
// Charts are drawn one after the other, and between two of them the page answers to whoever uses it.
(function () {
  'use strict';
  var library;
  function fits(chart) {
    var drawn = chart && chart._fullLayout;
    if (!drawn || !chart.querySelector('.main-svg')) return false;
    var room = chart.getBoundingClientRect();
    return Math.abs(drawn.width - room.width) < 1 && Math.abs(drawn.height - room.height) < 1;
  }
  var last = Promise.resolve();
  function inTurn(draw, self, given) {
    var chart = given[0];
    var mine = String(Date.now() + Math.random());
    chart.setAttribute('data-drawing', mine); // assets/frame.js: the page is not ready as long as a chart has it
    function done(drawn) {
      if (chart.getAttribute('data-drawing') === mine) chart.removeAttribute('data-drawing');
      return drawn;
    }
    last = last.catch(function () {}).then(function () { // whoever asked for a chart that failed is told
      return new Promise(function (next) { window.setTimeout(next, 0); });
    }).then(function () {
      return chart.isConnected ? draw.apply(self, given) : chart;
    }).then(done, function (failed) { done(); throw failed; });
    return last;
  }
  Object.defineProperty(window, 'Plotly', {
    configurable: true,
    get: function () { return library; },
    set: function (loaded) {
      var resize = loaded.Plots.resize;
      var react = loaded.react;
      library = loaded;
      loaded.react = function () { return inTurn(react, loaded, arguments); };
      loaded.Plots.resize = function (chart) {
        return fits(chart) ? Promise.resolve(chart) : resize.apply(this, arguments);
      };
    }
  });
})();
