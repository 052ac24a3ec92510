// Shows how far an upload is. Light pages work without this file: then the browser sends the form itself.
(() => {
  const follow = (request, action) => {
    if (request.responseURL && request.responseURL !== action) location.assign(request.responseURL);
    else {
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      document.body.replaceWith(answer.body);
      document.querySelector("[role=alert]")?.scrollIntoView();
      listen();
    }
  };

  const send = (form, button, event) => {
    const picked = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
    if (!picked) return;
    event.preventDefault();
    const action = new URL(button?.getAttribute("formaction") || form.getAttribute("action"), location).href;
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    const bar = document.createElement("progress");
    const words = document.createElement("p");
    bar.max = 100;
    bar.setAttribute("aria-label", "Upload");
    words.className = "sub";
    words.setAttribute("role", "status");
    (button || form.lastElementChild).closest("p, section")?.after(bar, words);
    const request = new XMLHttpRequest();
    request.open("POST", action);
    request.setRequestHeader("Accept", "text/html");
    request.upload.onprogress = (told) => {
      if (!told.lengthComputable) return;
      bar.value = (100 * told.loaded) / told.total;
      words.textContent = told.loaded < told.total ? `Sending: ${Math.round(bar.value)} %` : "Sent. Checking every cell.";
    };
    request.onload = () => follow(request, action);
    request.onerror = () => {
      bar.remove();
      words.textContent = "The line broke before all was sent. Nothing was loaded. Please send it again.";
    };
    request.send(data);
  };

  const listen = () => {
    for (const form of document.querySelectorAll("form[enctype='multipart/form-data']"))
      form.addEventListener("submit", (event) => send(form, event.submitter, event));
  };
  listen();
})();
