// A chart is drawn once: Dash asks for its size anew as soon as it stands, which would draw it again at the same size.
(function () {
  'use strict';
  var library;
  function fits(chart) {
    var drawn = chart && chart._fullLayout;
    if (!drawn || !chart.querySelector('.main-svg')) return false;
    var room = chart.getBoundingClientRect();
    return Math.abs(drawn.width - room.width) < 1 && Math.abs(drawn.height - room.height) < 1;
  }
  Object.defineProperty(window, 'Plotly', {
    configurable: true,
    get: function () { return library; },
    set: function (loaded) {
      var resize = loaded.Plots.resize;
      library = loaded;
      loaded.Plots.resize = function (chart) {
        return fits(chart) ? Promise.resolve(chart) : resize.apply(this, arguments);
      };
    }
  });
})();
