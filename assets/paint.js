// Paints the charts that a page opens with, from the same figures and in the same places as the chart library would, in a
// tenth of its time. What it does not know it leaves to the library (assets/draw.js): `can` says which figures it knows.
(function () {
  'use strict';
  var NS = 'http://www.w3.org/2000/svg', MS = 23, BORDER = 1, LINE = 1.3; // MS: letters of a moment; the library's room and lines
  var TEXT = /^(?:<b>([^<&]*)<\/b>|<span style='color:([^;']+);font-size:([^;']+)'>([^<&]*)<\/span>|([^<&]*))$/;
  var SYMBOLS = { circle: 1, 'line-ne-open': 1, 'line-ns-open': 1 }, MODES = { lines: 1, markers: 1, 'lines+markers': 1 };
  function el(parent, name, attributes, style) {
    var made = document.createElementNS(NS, name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    Object.keys(style || {}).forEach(function (key) { made.style.setProperty(key, style[key]); });
    return parent.appendChild(made);
  }
  function value(v) {
    return typeof v === 'string' ? Date.parse(v.length > 10 ? v.slice(0, MS) + 'Z' : v) : v;
  }
  function runs(text) {
    var lines = String(text).split('<br>').map(function (line) { return TEXT.exec(line); });
    return lines.every(Boolean) ? lines : null;
  }
  function isTrace(trace) {
    if (!Array.isArray(trace.x) || !Array.isArray(trace.y)) return false;
    if (trace.type === 'bar') return Boolean(trace.width) && !trace.orientation && !trace.text && !trace.base;
    var marker = trace.marker || {};
    return trace.type === 'scatter' && MODES[trace.mode] === 1 && !trace.fill && !(trace.line && trace.line.shape) &&
      SYMBOLS[marker.symbol || 'circle'] === 1;
  }
  function isAxis(axis) {
    return Array.isArray(axis.range) && (axis.visible === false || axis.automargin === false) && !axis.side &&
      (axis.visible === false || (axis.tickvals && (!axis.ticktext || axis.ticktext.every(runs))));
  }
  function axesOf(layout) {
    return Object.keys(layout).filter(function (key) { return /^[xy]axis\d*$/.test(key); });
  }
  function can(figure) {
    var layout = figure.layout;
    return figure.data.every(isTrace) && axesOf(layout).length > 1 && !layout.updatemenus && !layout.title &&
      (!layout.barmode || layout.barmode === 'stack') && !layout.showlegend &&
      axesOf(layout).every(function (key) { return isAxis(layout[key]); }) &&
      (layout.annotations || []).every(function (word) { return runs(word.text) && !word.textangle && !word.bgcolor; }) &&
      (layout.shapes || []).every(function (shape) { return shape.type === 'path' || shape.type === 'rect'; });
  }
  function scales(layout, width, height) {
    var m = layout.margin || {}, plot = { left: m.l || 0, top: m.t || 0 }, base = layout.template.layout, all = {};
    plot.width = width - plot.left - (m.r || 0);
    plot.height = height - plot.top - (m.b || 0);
    axesOf(layout).forEach(function (key) {
      var own = layout[key], isX = key[0] === 'x', domain = own.domain || [0, 1], size = isX ? plot.width : plot.height;
      var ends = own.range.map(value);
      all[key.replace('axis', '')] = {
        isX: isX, own: Object.assign({}, base[key[0] + 'axis'], own), from: ends[0], to: ends[1],
        start: isX ? plot.left + size * domain[0] : plot.top + size * (1 - domain[1]), size: size * (domain[1] - domain[0])
      };
    });
    Object.keys(all).forEach(function (key) {
      if (all[all[key].own.scaleanchor]) sameScale(all[all[key].own.scaleanchor], all[key]);
    });
    plot.axes = all;
    return plot;
  }
  // One unit takes the same pixels on both axes: the one with pixels to spare shows more on both sides.
  function sameScale(x, y) {
    var unit = Math.min(x.size / (x.to - x.from), y.size / (y.to - y.from));
    [x, y].forEach(function (axis) {
      var more = (axis.size / unit - (axis.to - axis.from)) / 2;
      axis.from -= more;
      axis.to += more;
    });
  }
  function per(axis) { return axis.size / (axis.to - axis.from); }
  function at(axis, v) {
    var along = (value(v) - axis.from) * per(axis);
    return axis.start + (axis.isX ? along : axis.size - along);
  }
  function place(plot, ref, v) { // `paper` counts shares of the plot from below
    return ref.axis ? at(ref.axis, v) : ref.isX ? plot.left + plot.width * v : plot.top + plot.height * (1 - v);
  }
  function refs(plot, item) {
    return { x: { axis: plot.axes[item.xref || 'x'], isX: true }, y: { axis: plot.axes[item.yref || 'y'], isX: false } };
  }
  function write(parent, text, x, y, font, anchor) {
    var style = { 'font-family': font.family, 'font-size': font.size + 'px', fill: font.color, 'white-space': 'pre' };
    if (font.shadow) style['text-shadow'] = font.shadow;
    var made = el(parent, 'text', { x: x, y: y, 'text-anchor': anchor }, style);
    var lines = runs(text);
    lines.forEach(function (run, i) {
      var line = lines.length > 1 ? el(made, 'tspan', { x: x, y: y, dy: i * LINE + 'em' }) : made;
      var words = run[1] !== undefined ? run[1] : run[4] !== undefined ? run[4] : run[5];
      var own = run[1] !== undefined ? { 'font-weight': 'bold' } : run[2] ? { fill: run[2], 'font-size': run[3] } : null;
      (own ? el(line, 'tspan', {}, own) : line).textContent = words;
    });
    return made;
  }
  var metrics = {}; // of a line of each type size: how high it stands above its foot, and in all
  function lineOf(layer, font) {
    var known = metrics[font.size];
    if (known) return known;
    var probe = write(layer, '0', 0, 0, font, 'start'), box = probe.getBBox();
    probe.remove();
    var found = { above: -box.y, tall: box.height };
    if (document.fonts.status === 'loaded' && box.height) metrics[font.size] = found;
    return found;
  }
  var ruler = document.createElement('canvas').getContext('2d');
  function rightEdge(x, text, font) {
    ruler.font = font.size + 'px ' + font.family;
    var wide = ruler.measureText(text).width;
    return Math.round(x - Math.round(wide + 2 * BORDER)) + BORDER + wide;
  }
  function annotation(layer, plot, word, base) {
    var ref = refs(plot, word), x = place(plot, ref.x, word.x), y = place(plot, ref.y, word.y);
    var font = Object.assign({}, base.font, word.font), line = lineOf(layer, font);
    if (word.showarrow !== false) { leader(layer, word, x, y); return; }
    var tall = Math.round(line.tall + 2 * BORDER), shift = { bottom: -tall, top: 0 }[word.yanchor];
    x += (word.xshift || 0) + 1e-6; // a half is a half, whatever the sum before it
    y -= word.yshift || 0;
    var top = Math.round(y + (shift === undefined ? -tall / 2 : shift)) + BORDER;
    if (!word.xanchor || word.xanchor === 'center') write(layer, word.text, x, top + line.above, font, 'middle');
    else if (word.xanchor === 'right') write(layer, word.text, rightEdge(x, word.text, font), top + line.above, font, 'end');
    else write(layer, word.text, Math.round(x) + BORDER, top + line.above, font, 'start');
  }
  // A line from the edge of the words to the rim of the circle.
  function leader(layer, word, x, y) {
    var length = Math.hypot(word.ax, word.ay), edge = 0.5 / Math.max(Math.abs(word.ax), Math.abs(word.ay));
    var rim = (word.standoff || 0) / length;
    var d = 'M' + (x + word.ax * (1 - edge)) + ',' + (y + word.ay * (1 - edge)) + 'L' + (x + word.ax * rim) + ',' + (y + word.ay * rim);
    el(layer, 'path', { d: d, fill: 'none', stroke: word.arrowcolor, 'stroke-width': word.arrowwidth });
  }
  function shape(layer, plot, item, clips) {
    var ref = refs(plot, item), line = item.line || {}, ink = {
      fill: item.fillcolor || 'none', 'fill-rule': item.fillrule || 'evenodd',
      stroke: line.width ? line.color : 'none', 'stroke-width': line.width || 0
    };
    if (line.dash) ink['stroke-dasharray'] = line.dash;
    if (ref.x.axis && ref.y.axis) ink['clip-path'] = clips(item.xref || 'x', item.yref || 'y');
    if (item.type === 'path') {
      var kx = per(ref.x.axis), ky = per(ref.y.axis), group = el(layer, 'g', { 'clip-path': ink['clip-path'] });
      delete ink['clip-path'];
      ink.transform = 'matrix(' + [kx, 0, 0, -ky, at(ref.x.axis, 0), at(ref.y.axis, 0)].join(' ') + ')';
      el(group, 'path', Object.assign(ink, { d: item.path }));
      return;
    }
    var xs = [place(plot, ref.x, item.x0), place(plot, ref.x, item.x1)], ys = [place(plot, ref.y, item.y0), place(plot, ref.y, item.y1)];
    el(layer, 'path', Object.assign(ink, { d: 'M' + xs[0] + ',' + ys[0] + 'H' + xs[1] + 'V' + ys[1] + 'H' + xs[0] + 'Z' }));
  }
  function image(layer, plot, item) {
    var x = plot.axes[item.xref], y = plot.axes[item.yref], w = item.sizex * per(x), h = item.sizey * per(y);
    var where = { x: at(x, item.x), y: at(y, item.y) - h / 2, width: w, height: h, preserveAspectRatio: 'xMinYMid' };
    el(layer, 'image', Object.assign({ href: item.source }, where));
  }
  function scatter(layer, trace, x, y) {
    var line = trace.line || {}, xs = trace.x.map(function (v) { return v === null ? null : at(x, v); });
    var ys = trace.y.map(function (v) { return v === null ? null : at(y, v); });
    if (trace.mode !== 'markers') {
      var pen = 'M', d = '';
      xs.forEach(function (v, i) {
        var gap = v === null || ys[i] === null;
        d += gap ? '' : pen + v + ',' + ys[i];
        pen = gap ? 'M' : 'L';
      });
      var ink = { d: d, fill: 'none', stroke: line.color, 'stroke-width': line.width === undefined ? 2 : line.width };
      if (line.dash && line.dash !== 'solid') ink['stroke-dasharray'] = line.dash;
      if (d) el(layer, 'path', ink);
    }
    if (trace.mode !== 'lines') xs.forEach(function (v, i) { if (v !== null && ys[i] !== null) mark(layer, trace.marker, i, v, ys[i]); });
  }
  function mark(layer, marker, i, x, y) {
    var size = Array.isArray(marker.size) ? marker.size[i] : marker.size, r = size / 2, line = marker.line || {};
    if (marker.color === 'rgba(0,0,0,0)' && !line.width) return;
    var rim = { fill: marker.color, stroke: line.width ? line.color : 'none', 'stroke-width': line.width || 0 };
    if (!marker.symbol || marker.symbol === 'circle') { el(layer, 'circle', Object.assign({ cx: x, cy: y, r: r }, rim)); return; }
    var d = marker.symbol === 'line-ns-open' ? 'M0,' + r + 'V-' + r : 'M' + r + ',-' + r + 'L-' + r + ',' + r;
    var width = line.width === undefined ? 1 : line.width;
    el(layer, 'path', { d: d, transform: 'translate(' + x + ',' + y + ')', fill: 'none', stroke: marker.color, 'stroke-width': width });
  }
  // Parts of a bar stand on each other; edges fall on whole pixels, an outline on their middle.
  function bars(layer, trace, x, y, stack, hatch) {
    var line = trace.marker.line || {}, off = ((line.width || 0) / 2) % 1, fill = trace.marker.color;
    function edge(v, start) { return start + Math.round(v - start) - off; }
    var group = el(layer, 'g', { 'shape-rendering': 'crispEdges' });
    if (trace.marker.pattern) fill = hatch(trace.marker.pattern);
    trace.x.forEach(function (moment, i) {
      var middle = value(moment), low = stack[middle] || 0, high = stack[middle] = low + trace.y[i];
      var a = edge(at(x, middle - trace.width / 2), x.start), b = edge(at(x, middle + trace.width / 2), x.start);
      var d = 'M' + a + ',' + edge(at(y, low), y.start) + 'V' + edge(at(y, high), y.start) + 'H' + b + 'V' + edge(at(y, low), y.start) + 'Z';
      el(group, 'path', { d: d, fill: fill, stroke: line.width ? line.color : 'none', 'stroke-width': line.width || 0 });
    });
  }
  function ticks(layer, axis, across, base) {
    var own = axis.own, font = Object.assign({}, base.font, own.tickfont);
    own.tickvals.forEach(function (v, i) {
      var text = own.ticktext ? own.ticktext[i] : Number(v).toLocaleString('en'), p = at(axis, v);
      if (axis.isX) write(layer, text, p, across.start + across.size + font.size + 3.4, font, 'middle');
      else if (own.ticklabelposition === 'inside top') {
        write(layer, text, across.start + 3, p - 6.4 + font.size * 0.35, font, 'start');
      } else write(layer, text, across.start - 1, p + font.size * 0.35, font, 'end');
    });
  }

  var clipped = 0;
  function paint(chart, figure, box) {
    var layout = figure.layout, base = layout.template.layout;
    var room = box.getBoundingClientRect(), width = Math.round(room.width), height = Math.round(room.height);
    var svg = el(box, 'svg', { 'class': 'main-svg', width: width, height: height });
    layout = Object.assign({}, layout, { margin: Object.assign({}, base.margin, layout.margin) });
    var plot = scales(layout, width, height), defs = el(svg, 'defs'), made = {};
    function clips(x, y) {
      var key = x + y, a = plot.axes[x], b = plot.axes[y];
      if (!made[key]) {
        made[key] = 'painted-' + (clipped += 1);
        el(el(defs, 'clipPath', { id: made[key] }), 'rect', { x: a.start, y: b.start, width: a.size, height: b.size });
      }
      return 'url(#' + made[key] + ')';
    }
    function hatch(pattern) {
      var size = pattern.size * Math.SQRT2, q = size / 4, id = 'painted-' + (clipped += 1);
      var tile = el(defs, 'pattern', { id: id, width: size, height: size, x: plot.left, y: plot.top, patternUnits: 'userSpaceOnUse' });
      el(tile, 'path', {
        d: 'M' + -q + ',' + q + 'l' + 2 * q + ',' + -2 * q + 'M0,' + size + 'L' + size + ',0M' + 3 * q + ',' + 5 * q + 'l' + 2 * q + ',' + -2 * q,
        stroke: pattern.fgcolor, 'stroke-width': pattern.solidity * pattern.size
      });
      return 'url(#' + id + ')';
    }
    (layout.shapes || []).forEach(function (item) { if (item.layer === 'below') shape(svg, plot, item, clips); });
    Object.keys(plot.axes).forEach(function (key) {
      var x = plot.axes[key], y = plot.axes[key.replace('x', 'y')];
      if (x.isX && y) subplot(svg, figure.data, key, x, y, hatch, clips, base);
    });
    (layout.images || []).forEach(function (item) { image(svg, plot, item); });
    (layout.shapes || []).forEach(function (item) { if (item.layer !== 'below') shape(svg, plot, item, clips); });
    (layout.annotations || []).forEach(function (word) { annotation(svg, plot, word, base); });
  }
  function subplot(svg, data, key, x, y, hatch, clips, base) {
    var stack = {}, own = data.filter(function (trace) { return (trace.xaxis || 'x') === key; });
    if (y.own.showgrid && y.own.visible !== false) y.own.tickvals.forEach(function (v) {
      el(svg, 'path', { d: 'M' + x.start + ',' + at(y, v) + 'h' + x.size, stroke: y.own.gridcolor, 'stroke-width': 1, 'shape-rendering': 'crispEdges' });
    });
    function layer(trace) {
      return trace.cliponaxis === false ? svg : el(svg, 'g', { 'clip-path': clips(key, key.replace('x', 'y')) });
    }
    own.forEach(function (trace) { if (trace.type === 'bar') bars(layer(trace), trace, x, y, stack, hatch); });
    own.forEach(function (trace) { if (trace.type === 'scatter') scatter(layer(trace), trace, x, y); });
    var foot = y.start + y.size + 0.5;
    var crisp = { 'stroke-width': 1, 'shape-rendering': 'crispEdges' }, ground = 'M' + x.start + ',' + foot + 'h' + x.size;
    if (x.own.showline && x.own.visible !== false) el(svg, 'path', Object.assign({ d: ground, stroke: x.own.linecolor }, crisp));
    [[x, y], [y, x]].forEach(function (pair) { if (pair[0].own.visible !== false) ticks(svg, pair[0], pair[1], base); });
  }
  window.ascnPaint = { can: can, paint: paint };
})();
