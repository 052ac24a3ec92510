// The speaker's window: shows the notes of the screen that the first window shows, and leads it by keys.
(function () {
  'use strict';
  if (!('BroadcastChannel' in window)) return;
  var root = document.documentElement;
  var notes = Array.prototype.slice.call(document.querySelectorAll('article[data-view]'));
  var status = document.getElementById('following');
  var channel = new BroadcastChannel(document.querySelector('main').dataset.channel);
  channel.onmessage = function (event) {
    var said = event.data || {};
    if (!said.view) return;
    root.classList.add('js');
    notes.forEach(function (note) { note.hidden = note.dataset.view !== said.view; });
    status.textContent = 'Screen ' + said.place + ' of ' + said.of + (said.next ? '. Next: ' + said.next : '. The last screen.');
    root.dataset.at = said.at;
  };
  var keys = {
    ArrowRight: 'next', PageDown: 'next', ' ': 'next', ArrowLeft: 'back', PageUp: 'back', Home: 'first', End: 'last'
  };
  document.addEventListener('keydown', function (event) {
    var act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && event.target.closest('button')) return; // the rest means nothing to a link that has the focus
    event.preventDefault();
    channel.postMessage({act: act});
  });
  channel.postMessage({ask: true});
  root.dataset.ready = 'true';
})();
