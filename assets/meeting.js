// Shows one screen of a meeting at a time and follows keys, clickers, buttons, fingers, the address and the notes.
// Without it the screens read as a scroll. The pack carries it inside, so it asks nobody for anything.
(function () {
  'use strict';
  var root = document.documentElement;
  var screens = Array.prototype.slice.call(document.querySelectorAll('.s'));
  var contents = document.getElementById('contents');
  var place = document.getElementById('place');
  var deck = document.getElementById('deck');
  var narrow = window.matchMedia('(max-width: 640px)');
  var now = 0;
  var still = null;
  var channel = 'BroadcastChannel' in window && deck.dataset.channel ? // a pack has none, and no notes beside it
    new BroadcastChannel(deck.dataset.channel) : null;
  if (!screens.length) return;
  root.classList.add('js');

  function wanted() {
    var id = window.location.hash.slice(1);
    var found = screens.findIndex(function (s) { return s.id === id; });
    return found < 0 ? 0 : found;
  }
  function tell() {
    if (!channel) return;
    var next = screens[now + 1];
    channel.postMessage({
      at: screens[now].id, view: screens[now].dataset.view, place: now + 1, of: screens.length,
      next: next ? next.querySelector('h2').textContent : ''
    });
  }
  function show(index, isAsked) {
    now = Math.max(0, Math.min(index, screens.length - 1));
    screens.forEach(function (s, i) { s.hidden = i !== now; });
    place.textContent = (now + 1) + ' of ' + screens.length;
    document.title = screens[now].dataset.name + ' – ' + deck.getAttribute('aria-label');
    contents.querySelectorAll('a').forEach(function (a) {
      if (a.getAttribute('href') === '#' + screens[now].dataset.view) a.setAttribute('aria-current', 'true');
      else a.removeAttribute('aria-current');
    });
    if (isAsked) {
      window.history.replaceState(null, '', '#' + screens[now].id);
      if (narrow.matches) screens[now].scrollIntoView();
      else screens[now].querySelector('h2').focus({preventScroll: true});
    }
    tell();
  }
  function toggleContents(open) {
    var isOpen = contents.classList.toggle('open', open);
    deck.inert = isOpen;
    if (isOpen) (contents.querySelector('[aria-current]') || contents.querySelector('a')).focus();
    else screens[now].querySelector('h2').focus({preventScroll: true});
  }
  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen();
  }
  function theme() {
    var isDark = root.getAttribute('data-theme') === 'dark' || (!root.hasAttribute('data-theme') &&
      window.matchMedia('(prefers-color-scheme: dark)').matches);
    root.setAttribute('data-theme', isDark ? 'light' : 'dark');
  }
  function notes() {
    var link = document.querySelector('[data-do=notes]');
    if (link) window.open(link.href, 'ascn-notes', 'width=720,height=900');
  }
  function atEdge(step) { // on a phone the screens are scrolled, and buttons lead on from the one in sight
    if (!narrow.matches) return now + step;
    var seen = screens.findIndex(function (s) { return s.getBoundingClientRect().bottom > 80; });
    return (seen < 0 ? now : seen) + step;
  }
  var acts = {
    next: function () { show(atEdge(1), true); },
    back: function () { show(atEdge(-1), true); },
    first: function () { show(0, true); },
    last: function () { show(screens.length - 1, true); },
    contents: function () { toggleContents(); },
    full: fullScreen,
    theme: theme,
    notes: notes,
    dark: function () { root.classList.toggle('dark-screen'); }
  };
  var keys = {
    ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', Enter: 'next', ArrowLeft: 'back',
    ArrowUp: 'back', PageUp: 'back', Backspace: 'back', Home: 'first', End: 'last', c: 'contents', f: 'full', d: 'theme',
    n: 'notes', b: 'dark', '.': 'dark'
  };
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var isOpen = contents.classList.contains('open');
    var isControl = event.target.closest('a,button');
    if (event.key === 'Escape' && isOpen) { toggleContents(false); return; }
    if (isControl && (event.key === 'Enter' || event.key === ' ')) return;
    var name = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name || (isOpen && name !== 'contents')) return;
    if (event.key === ' ' && event.shiftKey) name = 'back';
    if (narrow.matches && /^(ArrowDown|ArrowUp|PageDown|PageUp| )$/.test(event.key)) return;
    event.preventDefault();
    if (name !== 'dark') root.classList.remove('dark-screen');
    acts[name]();
  });
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-do]');
    if (button) {
      event.preventDefault();
      acts[button.dataset.do]();
      return;
    }
    var entry = event.target.closest('#contents a[href^="#"]');
    if (!entry) return;
    event.preventDefault();
    var id = entry.getAttribute('href').slice(1);
    if (contents.classList.contains('open')) toggleContents(false);
    show(screens.findIndex(function (s) { return s.id === id; }), true);
  });
  document.addEventListener('pointermove', function (event) {
    if (event.pointerType === 'touch') return;
    root.classList.add('moving');
    window.clearTimeout(still);
    still = window.setTimeout(function () { root.classList.remove('moving'); }, 1500);
  });
  var from = null;
  deck.addEventListener('touchstart', function (event) {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, {passive: true});
  deck.addEventListener('touchend', function (event) {
    if (!from || narrow.matches) return;
    var far = event.changedTouches[0].clientX - from.clientX;
    if (Math.abs(far) > 60) acts[far < 0 ? 'next' : 'back']();
  }, {passive: true});
  window.addEventListener('hashchange', function () { show(wanted(), true); });
  var before = null;
  window.addEventListener('beforeprint', function () { // paper is light
    before = root.getAttribute('data-theme');
    root.setAttribute('data-theme', 'light');
  });
  window.addEventListener('afterprint', function () {
    if (before) root.setAttribute('data-theme', before); else root.removeAttribute('data-theme');
  });
  if (channel) channel.onmessage = function (event) {
    var said = event.data || {};
    if (said.ask) tell();
    if (acts[said.act]) acts[said.act]();
  };
  show(wanted(), false);
  // The letters of every screen are fetched now: one that comes with letters of its own would jump when it is shown.
  function ready() { root.dataset.ready = 'true'; }
  var family = getComputedStyle(deck).fontFamily, words = deck.textContent;
  Promise.all([400, 600].map(function (weight) { return document.fonts.load(weight + ' 1em ' + family, words); })).then(ready, ready);
})();
