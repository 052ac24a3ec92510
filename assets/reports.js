// Renews the list of files while one of them is being made. Without this file the page renews itself.
(() => {
  const list = document.getElementById("made");
  const renew = async () => {
    const answer = await fetch("/reports/list", { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
    const text = await answer.text();
    if (list.innerHTML !== text) list.innerHTML = text;
    if (focused) (document.getElementById(focused) || list.querySelector("a, button"))?.focus();
  };
  const again = () =>
    renew()
      .catch(() => {}) // the line broke: the next try may find it again
      .finally(() => list.querySelector("form") && setTimeout(again, 1500));
  setTimeout(again, 1500);
})();
