// A card's picture as PNG or SVG, drawn in the browser: title and measure above, key, the charts where they stand, and
// below them source, filters, clocks, edition and the practice mark, so that a picture that is passed on keeps its meaning.
(function () {
  'use strict';
  var PAD = 24, NS = 'http://www.w3.org/2000/svg';
  var FONTS = [400, 600].map(function (weight) {
    return { weight: weight, url: '/assets/fonts/source-sans-3-latin-' + weight + '-normal.woff2' };
  });

  function text(node) { return node ? node.textContent.replace(/\s+/g, ' ').trim() : ''; }
  function escaped(words) {
    return words.replace(/[&<>"]/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; });
  }
  function color(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

  // The type of the page travels inside the picture: an SVG that stands alone cannot fetch it.
  function fontFace(font) {
    return fetch(font.url).then(function (answer) {
      if (!answer.ok) throw new Error(font.url + ': ' + answer.status);
      return answer.blob();
    }).then(function (blob) {
      return new Promise(function (resolve, reject) {
        var reader = new FileReader();
        reader.onload = function () {
          resolve("@font-face{font-family:'Source Sans 3';font-weight:" + font.weight + ';src:url(' + reader.result + ')}');
        };
        reader.onerror = reject;
        reader.readAsDataURL(blob);
      });
    });
  }

  var ruler = document.createElement('canvas').getContext('2d');
  function lines(words, width, size, weight) {
    ruler.font = weight + ' ' + size + 'px "Source Sans 3", sans-serif';
    var made = [], line = '';
    words.split(' ').forEach(function (word) {
      var longer = line ? line + ' ' + word : word;
      if (line && ruler.measureText(longer).width > width) { made.push(line); line = word; } else line = longer;
    });
    return line ? made.concat(line) : made;
  }

  // Words from `top` on; gives the markup and where they end.
  function block(words, top, width, size, weight, fill) {
    var step = Math.round(size * 1.35), out = '';
    lines(words, width, size, weight).forEach(function (line) {
      top += step;
      out += '<text x="' + PAD + '" y="' + (top - size * 0.3) + '" font-size="' + size + '" font-weight="' + weight +
        '" fill="' + fill + '">' + escaped(line) + '</text>';
    });
    return { out: out, top: top };
  }

  function keys(card, top) {
    var out = '', x = PAD, entries = card.querySelectorAll('.pic .key > span');
    Array.prototype.forEach.call(entries, function (entry) {
      var glyph = entry.querySelector('.g');
      var mark = glyph && /url\("?(data:image\/svg\+xml[^"]*)"?\)/.exec(getComputedStyle(glyph).getPropertyValue('--mark'));
      if (mark) out += '<image x="' + x + '" y="' + (top + 4) + '" width="13" height="13" href="' + escaped(mark[1]) + '"/>';
      ruler.font = '400 13px "Source Sans 3", sans-serif';
      out += '<text x="' + (x + 19) + '" y="' + (top + 15) + '" font-size="13" fill="' + color('--grey-1') + '">' +
        escaped(text(entry)) + '</text>';
      x += 19 + ruler.measureText(text(entry)).width + 20;
    });
    return { out: out, top: entries.length ? top + 26 : top };
  }

  function parsed(uri) {
    var source = decodeURIComponent(uri.slice(uri.indexOf(',') + 1));
    return new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
  }
  // Two charts in one picture name their clips alike; each gets names of its own.
  function inside(svg, number, x, y) {
    svg.setAttribute('x', x);
    svg.setAttribute('y', y);
    var markup = new XMLSerializer().serializeToString(svg);
    return markup.replace(/\bid="([^"]+)"/g, 'id="p' + number + '-$1"')
      .replace(/url\((&quot;|'|")?#([^)"'&]+)(&quot;|'|")?\)/g, 'url(#p' + number + '-$2)')
      .replace(/href="#([^"]+)"/g, 'href="#p' + number + '-$1"');
  }

  function plotsOf(card) {
    return Array.prototype.filter.call(card.querySelectorAll('.js-plotly-plot'), function (p) { return p.offsetWidth; });
  }
  function pictures(plots) {
    return Promise.all(plots.map(function (plot) {
      var size = { format: 'svg', width: plot.offsetWidth, height: plot.offsetHeight };
      return window.Plotly.toImage({ data: plot.data, layout: plot.layout }, size);
    }));
  }

  function composed(card, plots, drawn, faces) {
    var boxes = plots.map(function (plot) { return plot.getBoundingClientRect(); });
    var left = Math.min.apply(null, boxes.map(function (b) { return b.left; }));
    var first = Math.min.apply(null, boxes.map(function (b) { return b.top; }));
    var right = Math.max.apply(null, boxes.map(function (b) { return b.right; }));
    var last = Math.max.apply(null, boxes.map(function (b) { return b.bottom; }));
    var wide = Math.max(Math.round(right - left), 420), width = wide + 2 * PAD;
    var head = block(text(card.querySelector('h2, .h2')), PAD - 8, wide, 20, 600, color('--ink'));
    var sub = block(text(card.querySelector('.sub')), head.top, wide, 14, 400, color('--grey-1'));
    var key = keys(card, sub.top + 6);
    var body = '', top = key.top + 8;
    drawn.forEach(function (uri, i) {
      body += inside(parsed(uri), i, PAD + boxes[i].left - left, top + boxes[i].top - first);
    });
    var said = document.getElementById('content');
    var foot = block(text(card.querySelector('.foot .src')), top + (last - first) + 8, wide, 12, 400, color('--grey-2'));
    foot = { out: foot.out, under: block((said && said.dataset.said) || '', foot.top, wide, 12, 400, color('--grey-2')) };
    var mark = block(text(document.querySelector('.banner')), foot.under.top, wide, 12, 600, color('--ink'));
    var height = Math.round(mark.top + PAD / 2);
    var markup = '<svg xmlns="' + NS + '" xmlns:xlink="http://www.w3.org/1999/xlink" width="' + width + '" height="' + height +
      '" viewBox="0 0 ' + width + ' ' + height + '" font-family="\'Source Sans 3\',\'Noto Sans\',system-ui,sans-serif">' +
      '<title>' + escaped(text(card.querySelector('h2, .h2'))) + '</title><style>' + faces.join('') + '</style>' +
      '<rect width="100%" height="100%" fill="' + color('--paper') + '"/>' +
      head.out + sub.out + key.out + body + foot.out + foot.under.out + mark.out + '</svg>';
    return { markup: markup, width: width, height: height };
  }

  function handOut(blob, name) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function raster(made) {
    return new Promise(function (resolve, reject) {
      var image = new Image();
      image.onload = function () {
        var canvas = document.createElement('canvas');
        canvas.width = made.width * 2;
        canvas.height = made.height * 2;
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(function (blob) { if (blob) resolve(blob); else reject(new Error('no picture')); }, 'image/png');
      };
      image.onerror = function () { reject(new Error('the picture could not be drawn')); };
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(made.markup);
    });
  }

  function save(button) {
    var card = button.closest('.card'), plots = card ? plotsOf(card) : [];
    if (!plots.length || !window.Plotly) return;
    var kind = button.dataset.picture, name = (button.dataset.name || 'chart') + '.' + kind;
    button.disabled = true;
    Promise.all([pictures(plots), Promise.all(FONTS.map(fontFace))]).then(function (got) {
      var made = composed(card, plots, got[0], got[1]);
      if (kind === 'svg') return new Blob([made.markup], { type: 'image/svg+xml' });
      return raster(made);
    }).then(function (blob) { handOut(blob, name); }).catch(function (error) {
      window.console.error('The picture could not be made: ' + error.message);
    }).then(function () { button.disabled = false; });
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-picture]');
    if (button) save(button);
  });
})();
