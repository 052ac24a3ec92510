// The first HTML carries the page to read and the renderer's first answers (dashboard/first.py): they are handed over here.
(function () {
  'use strict';
  var first = document.getElementById('first');
  var root = document.documentElement;
  if (!first) return;

  function isNarrow() { return window.matchMedia('(max-width: 640px)').matches ? '1' : '0'; }
  function kept(name) {
    var element = document.getElementById('first-' + name);
    if (!element) return null;
    element.remove(); // each is given once
    var fits = name !== 'page' || element.dataset.for === root.getAttribute('data-theme') + ' ' + isNarrow();
    return fits ? element.textContent : null;
  }
  var names = { '_dash-layout': 'layout', '_dash-dependencies': 'dependencies', '_dash-update-component': 'page' };
  var address = window.location.pathname + window.location.search;
  var ask = window.fetch;

  // A page made for a phone has no grid: before a wider window asks for one, the script of it is fetched.
  var grid = document.querySelector('meta[name="grid-script"]');
  var fetched;
  function withGrid() {
    if (!grid || isNarrow() === '1') return Promise.resolve();
    fetched = fetched || new Promise(function (done) {
      var script = document.createElement('script');
      script.src = grid.content;
      script.onload = script.onerror = done;
      document.head.appendChild(script);
    });
    return fetched;
  }

  window.fetch = function (url, options) {
    var name = names[String(url).split('?')[0].split('/').pop()];
    var is_here = window.location.pathname + window.location.search === address;
    var text = name && is_here ? kept(name) : null;
    if (text === null) {
      return name === 'page' ? withGrid().then(function () { return ask.call(window, url, options); }) : ask.apply(window, arguments);
    }
    return Promise.resolve(new Response(text, { status: 200, headers: { 'Content-Type': 'application/json' } }));
  };

  // The renderer's page takes the place of the first one within one frame; what was opened or focused goes on there.
  new MutationObserver(function (changes, observer) {
    if (!document.querySelector('#react-entry-point #content')) return;
    observer.disconnect();
    first.remove();
  }).observe(document.getElementById('react-entry-point'), { childList: true, subtree: true });
})();
