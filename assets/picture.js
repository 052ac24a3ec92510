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

  // The button keeps the focus while it works; a second click waits for nothing new.
  function save(button) {
    var kind = button.dataset.picture;
    if (button.getAttribute('aria-busy')) return;
    button.setAttribute('aria-busy', 'true');
    import(document.querySelector('meta[name="picture-script"]').content).then(function (script) {
      return script.drawn(button.closest('.card'));
    }).then(function (made) {
      return kind === 'svg' ? new Blob([made.markup], { type: 'image/svg+xml' }) : raster(made);
    }).then(function (blob) {
      handOut(blob, button.dataset.name + '.' + kind);
    }).catch(function (error) {
      button.textContent = kind.toUpperCase() + ' could not be made';
      window.console.error('The picture could not be made: ' + error.message);
    }).then(function () { button.removeAttribute('aria-busy'); });
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-picture]');
    if (button) save(button);
  });
})();
