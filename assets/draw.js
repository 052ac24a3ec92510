// Charts on a page. Those that assets/paint.js knows are painted at once; the chart library, which also answers the pointer,
// is fetched with the first sign of one and takes a painted chart over when it is pointed at. Every other chart is drawn
// by the library, once: Dash asks for its size anew as soon as it stands, which would draw it again at the same size.
// Charts are drawn one after the other, and between two of them the page answers to whoever uses it.
(function () {
  'use strict';
  var library, fetched;
  function ready() {
    if (library) return Promise.resolve(library);
    fetched = fetched || new Promise(function (done, failed) {
      var script = document.createElement('script');
      script.src = document.querySelector('meta[name="chart-library"]').content;
      script.onload = function () { done(library); };
      script.onerror = function () { fetched = null; failed(new Error('The chart library could not be fetched.')); };
      document.head.appendChild(script);
    });
    return fetched;
  }
  function fits(chart) {
    var drawn = chart && chart._fullLayout;
    if (!drawn || !chart.querySelector('.main-svg')) return false;
    var room = chart.getBoundingClientRect();
    return Math.abs(drawn.width - room.width) < 1 && Math.abs(drawn.height - room.height) < 1;
  }
  var last = Promise.resolve();
  function inTurn(chart, draw) {
    var mine = String(Date.now() + Math.random());
    chart.setAttribute('data-drawing', mine); // assets/frame.js: the page is not ready as long as a chart has it
    function done(drawn) {
      if (chart.getAttribute('data-drawing') === mine) chart.removeAttribute('data-drawing');
      return drawn;
    }
    last = last.catch(function () {}).then(function () { // whoever asked for a chart that failed is told
      return new Promise(function (next) { window.setTimeout(next, 0); });
    }).then(function () {
      return chart.isConnected ? draw() : chart;
    }).then(done, function (failed) { done(); throw failed; });
    return last;
  }

  // Painted charts: what was asked for and who listens, until the library takes over.
  var painted = new WeakMap();
  function clear(chart) {
    var box = chart.querySelector('.painted');
    if (box) box.remove();
  }
  function paint(chart, figure) {
    clear(chart);
    var box = document.createElement('div');
    box.className = 'painted';
    chart.appendChild(box);
    window.ascnPaint.paint(chart, figure, box);
    painted.get(chart).width = box.clientWidth;
    return chart;
  }
  function begin(chart, figure) {
    var before = painted.get(chart);
    painted.set(chart, { figure: figure, heard: before ? before.heard : [], width: 0 });
    chart.classList.add('js-plotly-plot');
    chart.data = figure.data;
    chart.layout = figure.layout;
    chart.on = function (name, listener) { painted.get(chart).heard.push([name, listener]); };
    chart.removeAllListeners = function (name) {
      var own = painted.get(chart);
      own.heard = own.heard.filter(function (pair) { return name && pair[0] !== name; });
    };
    return inTurn(chart, function () { return painted.has(chart) ? paint(chart, painted.get(chart).figure) : chart; });
  }
  function takeOver(chart) {
    var own = painted.get(chart);
    if (!own) return Promise.resolve(chart);
    own.taken = own.taken || ready().then(function (loaded) {
      return inTurn(chart, function () { return painted.get(chart) === own ? replace(loaded, chart, own) : chart; });
    });
    return own.taken;
  }
  function forget(chart) {
    painted.delete(chart);
    delete chart.on;
    delete chart.removeAllListeners;
  }
  function replace(loaded, chart, own) {
    forget(chart);
    return loaded.react(chart, own.figure).then(function () {
      clear(chart);
      own.heard.forEach(function (pair) { chart.on(pair[0], pair[1]); });
      return chart;
    });
  }
  function pointedAt(event) {
    var chart = event.target.closest && event.target.closest('.js-plotly-plot');
    return chart && painted.has(chart) ? chart : null;
  }
  document.addEventListener('pointermove', function () {
    if (document.querySelector('.painted')) ready().catch(function () {}); // asked for again where it is needed
  }, { once: true, passive: true });
  document.addEventListener('pointerover', function (event) {
    var chart = pointedAt(event);
    if (chart) takeOver(chart);
  }, { passive: true });
  // A click that came before the library is done again once it listens.
  document.addEventListener('click', function (event) {
    var chart = pointedAt(event);
    if (!chart) return;
    var where = { bubbles: true, buttons: 1, clientX: event.clientX, clientY: event.clientY, view: window };
    takeOver(chart).then(function () {
      var board = document.elementFromPoint(where.clientX, where.clientY);
      if (!board || !chart.contains(board)) return;
      ['mousemove', 'mousedown', 'mouseup'].forEach(function (name) { board.dispatchEvent(new MouseEvent(name, where)); });
    });
  });

  var stand = {
    react: function (chart, figure) {
      if (!chart._fullLayout && window.ascnPaint.can(figure)) return begin(chart, figure);
      if (painted.has(chart)) forget(chart);
      return inTurn(chart, function () {
        return ready().then(function (loaded) { return loaded.react(chart, figure); })
          .then(function () { clear(chart); return chart; });
      });
    },
    purge: function (chart) {
      if (!painted.has(chart)) { if (library) library.purge(chart); return; }
      forget(chart);
      clear(chart);
    },
    Plots: {
      resize: function (chart) {
        var own = painted.get(chart);
        if (own) return Promise.resolve(own.width && own.width !== chart.clientWidth ? paint(chart, own.figure) : chart);
        return fits(chart) || !chart._fullLayout ? Promise.resolve(chart) : library.Plots.resize(chart);
      }
    }
  };
  ['addFrames', 'animate', 'deleteFrames', 'toImage'].forEach(function (name) {
    stand[name] = function () {
      var given = arguments;
      return ready().then(function (loaded) { return loaded[name].apply(loaded, given); });
    };
  });
  Object.defineProperty(window, 'Plotly', {
    configurable: true,
    get: function () { return stand; },
    set: function (loaded) { library = loaded; }
  });
})();
