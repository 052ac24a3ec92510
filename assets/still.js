// Content that a page carries as text (data-html, dashboard/still.py) is put into its element; its links are followed in place.
(function () {
  'use strict';
  var put = new WeakMap();
  function fill(host) {
    (put.get(host) || []).forEach(function (node) { if (node.parentNode === host) host.removeChild(node); });
    put.delete(host);
    var text = host.getAttribute('data-html');
    if (text === null) return;
    var box = document.createElement(host.tagName);
    box.innerHTML = text;
    var nodes = Array.prototype.slice.call(box.childNodes);
    nodes.forEach(function (node) { host.appendChild(node); });
    put.set(host, nodes);
  }
  new MutationObserver(function (changes) {
    var hosts = new Set();
    changes.forEach(function (change) {
      if (change.type === 'attributes') { hosts.add(change.target); return; }
      change.addedNodes.forEach(function (node) {
        if (node.nodeType !== 1) return;
        if (node.hasAttribute('data-html')) hosts.add(node);
        node.querySelectorAll('[data-html]').forEach(function (host) { hosts.add(host); });
      });
    });
    hosts.forEach(fill);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-html'] });
  document.addEventListener('click', function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    var anchor = event.target.closest && event.target.closest('[data-html] a[data-page]');
    if (!anchor) return;
    event.preventDefault();
    window.history.pushState({}, '', anchor.href);
    window.dispatchEvent(new CustomEvent('_dashprivate_pushstate'));
    window.scrollTo(0, 0);
  });
})();
