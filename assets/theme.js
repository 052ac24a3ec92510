// Chooses light or dark before the page is drawn, and tells the server by a cookie so that charts come in that theme.
(function () {
  'use strict';
  var root = document.documentElement;
  function kept() {
    try { return window.localStorage.getItem('theme'); } catch (e) { return null; }
  }
  function keep(name) {
    try { window.localStorage.setItem('theme', name); } catch (e) { /* private window: the cookie serves */ }
  }
  function wanted() {
    var name = kept();
    if (name === 'dark' || name === 'light') return name;
    return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  function set(name) {
    root.setAttribute('data-theme', name);
    document.cookie = 'theme=' + name + ';path=/;max-age=31536000;samesite=lax';
  }
  set(wanted());
  // A chart for a phone has fewer words; the server is told which to draw.
  var phone = window.matchMedia('(max-width: 640px)');
  function tellWidth() {
    document.cookie = 'narrow=' + (phone.matches ? 1 : 0) + ';path=/;max-age=31536000;samesite=lax';
  }
  tellWidth();
  phone.addEventListener('change', tellWidth); // the next page is drawn for the new width
  document.addEventListener('click', function (event) {
    if (!event.target.closest || !event.target.closest('#theme-toggle')) return;
    var next = root.getAttribute('data-theme') === 'dark' ? 'light' : 'dark';
    keep(next);
    set(next);
    window.location.reload();
  });
})();
