// Cells of the projects grid (links, status with its glyph), and the address that follows what its headings say.
(function () {
  'use strict';
  var cells = window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
  function linked(props, href) {
    if (!props.data || !props.value) return props.value || '';
    if (!href) return window.React.createElement('span', null, props.value);
    return window.React.createElement('a', { href: href, tabIndex: -1 }, props.value);
  }
  cells.ProjectCell = function (props) { return linked(props, props.data && props.data.href); };
  cells.PlaceCell = function (props) { return linked(props, props.data && props.data.place_href); };
  cells.StatusCell = function (props) {
    var code = props.data && props.data.status_code;
    if (!code) return '';
    var glyph = window.React.createElement('span', { className: 'g g-' + code.replace(/_/g, '-'), 'aria-hidden': 'true' });
    return window.React.createElement('span', { className: 'st-cell' }, glyph, props.value);
  };
  // Enter on a cell opens its link.
  document.addEventListener('keydown', function (event) {
    var cell = event.key === 'Enter' && event.target.closest && event.target.closest('.ag-cell');
    var link = cell && cell.querySelector('a[href]');
    if (link) { event.preventDefault(); link.click(); }
  });
  // The address is the state: what was filtered or sorted in a heading is in it, without a new page.
  new MutationObserver(function () {
    var told = document.querySelector('.grid-tools [data-address]');
    var address = told && told.getAttribute('data-address');
    if (address && address !== window.location.pathname + window.location.search) {
      window.history.replaceState(window.history.state, '', address);
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-address'] });
})();
