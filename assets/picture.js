// The buttons PNG and SVG under a card: the card is drawn in the browser (assets/picture-card.js, fetched with the first
// picture that is asked for) and handed out as a file.
(function () {
  'use strict';
  var SHARP = 2; // pixels of a PNG for one of the page
  var MOST_SIDE = 16000, MOST_AREA = 1e8; // of a canvas: what browsers still draw

  function raster(made) {
    var scale = Math.min(SHARP, MOST_SIDE / made.width, MOST_SIDE / made.height, Math.sqrt(MOST_AREA / made.width / made.height));
    return new Promise(function (resolve, reject) {
      var image = new Image();
      image.onload = function () {
        var canvas = document.createElement('canvas');
        canvas.width = Math.round(made.width * scale);
        canvas.height = Math.round(made.height * scale);
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(function (blob) { if (blob) resolve(blob); else reject(new Error('no picture')); }, 'image/png');
      };
      image.onerror = function () { reject(new Error('the picture could not be drawn')); };
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(made.markup);
    });
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

  // What a card shows now: a page that moves on keeps its elements and changes what they hold.
  function shown(card) {
    var main = document.getElementById('content'), plots = card.querySelectorAll('.js-plotly-plot');
    return [card.isConnected, main && main.dataset.url].concat(Array.prototype.map.call(plots, function (plot) { return plot.data; }));
  }
  function isSame(card, before) {
    var now = shown(card);
    return now.length === before.length && now.every(function (part, i) { return part === before[i]; });
  }

  // The button, or on a page that was drawn anew the one in its place.
  function standing(button) {
    if (button.isConnected) return button;
    return document.querySelector('[data-picture="' + button.dataset.picture + '"][data-name="' + button.dataset.name + '"]') || button;
  }

  // What the button did not do is said on it, and to those who do not see it, until it is asked again.
  function tell(button, words) {
    var kind = button.dataset.picture.toUpperCase(), said = document.getElementById('picture-said');
    button.textContent = kind + words;
    button.setAttribute('aria-label', kind + ' of this picture' + words);
    if (said) said.remove();
    if (!words) return;
    said = document.createElement('p');
    said.id = 'picture-said';
    said.className = 'vh';
    said.setAttribute('role', 'status');
    document.body.appendChild(said);
    window.setTimeout(function () { said.textContent = kind + ' of this picture' + words; });
  }

  // The button keeps the focus while it works; a second click waits for nothing new.
  function save(button) {
    var kind = button.dataset.picture, name = button.dataset.name, card = button.closest('.card'), before = shown(card);
    if (button.getAttribute('aria-busy')) return;
    button.setAttribute('aria-busy', 'true');
    tell(button, '');
    import(document.querySelector('meta[name="picture-script"]').content).then(function (script) {
      return script.drawn(card);
    }).then(function (made) {
      if (!isSame(card, before)) throw new Error('the page moved on');
      return kind === 'svg' ? new Blob([made.markup], { type: 'image/svg+xml' }) : raster(made);
    }).then(function (blob) {
      handOut(blob, name + '.' + kind);
    }).catch(function (error) {
      tell(standing(button), ' could not be made');
      window.console.error('The picture could not be made: ' + error.message);
    }).then(function () { button.removeAttribute('aria-busy'); });
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-picture]');
    if (button) save(button);
  });
})();
