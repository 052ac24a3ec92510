// A button beside a text copies it; without the clipboard the text is selected, so that Ctrl+C copies it.
(function () {
  'use strict';
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-copy]');
    var field = button && document.getElementById(button.getAttribute('data-copy'));
    if (!field) return;
    var said = button.parentNode.querySelector('.copied');
    function say(words) { if (said) said.textContent = words; }
    function select() { field.focus(); field.select(); say('Selected: press Ctrl+C'); }
    if (!navigator.clipboard) { select(); return; }
    navigator.clipboard.writeText(field.value).then(function () { say('Copied'); }, select);
  });
})();
