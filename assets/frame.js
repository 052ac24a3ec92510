// Menus close by Escape and by a click elsewhere; data-ready on <html> names the address whose page and charts are drawn.
(function () {
  'use strict';
  var root = document.documentElement;
  function closeMenus(but) {
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      if (menu !== but) menu.removeAttribute('open');
    });
  }
  document.addEventListener('click', function (event) {
    closeMenus(event.target.closest && event.target.closest('details.menu'));
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    var open = document.querySelector('details.menu[open]');
    closeMenus(null);
    if (open) open.querySelector('summary').focus();
  });

  // A choice redraws the page and the menu with it: the keyboard goes on from the same menu.
  var chosenIn = '';
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('details.menu a');
    chosenIn = link ? link.closest('details.menu').id : '';
  });
  function resume() {
    var menu = chosenIn && document.getElementById(chosenIn);
    var now = document.activeElement;
    chosenIn = '';
    if (menu && (!now || now === document.body || now.id === 'content')) {
      menu.querySelector('summary').focus({ preventScroll: true });
    }
    return !!menu;
  }

  // A page that is opened in place takes the focus, as a loaded one would, so that it is read from its beginning; an
  // address with a # goes to that part of it.
  function part() {
    var id = window.location.hash.slice(1);
    try { return id && document.getElementById(decodeURIComponent(id)); } catch (error) { return null; }
  }
  function goTo(element) {
    if (!element.hasAttribute('tabindex') && element.tabIndex < 0) {
      element.setAttribute('tabindex', '-1');
      element.setAttribute('data-led', '');
    }
    element.focus({ preventScroll: true });
  }
  function goToPart() {
    var found = part();
    if (!found) return false;
    goTo(found);
    found.scrollIntoView();
    return true;
  }
  var shown = '';
  function arrive(page) {
    var before = shown;
    shown = page.dataset.url;
    if (shown === before || resume() || goToPart() || !before) return;
    goTo(page);
  }
  window.addEventListener('_dashprivate_pushstate', function () { window.setTimeout(goToPart); });

  // A graph is drawn once Plotly has put its picture in; one that is hidden is drawn when it is shown.
  function isDrawn(graph) {
    return !graph.offsetParent || (graph.querySelector('.main-svg') && !graph.querySelector('[data-drawing]'));
  }
  // The grid is drawn once its first rows have come; one whose headings leave nothing says so in an overlay.
  function isFilled(grid) {
    if (grid.dataset.filled || !grid.offsetParent) return true;
    var cells = Array.prototype.slice.call(grid.querySelectorAll('.ag-cell'));
    var said = grid.querySelector('.ag-overlay-no-rows-wrapper, .ag-overlay-no-rows-center, .ag-overlay-no-matching-rows-center');
    if (!said && !cells.some(function (cell) { return cell.textContent.trim(); })) return false;
    grid.dataset.filled = 'yes';
    return true;
  }
  function check() {
    var page = document.querySelector('#react-entry-point #content');
    var waits = document.querySelector('._dash-loading-callback, ._dash-loading');
    var graphs = Array.prototype.slice.call(document.querySelectorAll('.dash-graph'));
    var grids = Array.prototype.slice.call(document.querySelectorAll('.grid-box'));
    var ready = page && !waits && graphs.every(isDrawn) && grids.every(isFilled);
    if (!ready) delete root.dataset.ready;
    else if (root.dataset.ready !== page.dataset.url) {
      root.dataset.ready = page.dataset.url;
      arrive(page);
    }
  }
  var asked = 0;
  new MutationObserver(function () {
    if (asked) return;
    asked = window.setTimeout(function () { asked = 0; check(); }, 0); // once for all that came together
  }).observe(document.body || root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-drawing'] });
})();
