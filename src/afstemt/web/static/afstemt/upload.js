// Files by drag and drop, and how far they have come. Without this the form is an ordinary one.
"use strict";
(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form || !window.FormData) return;
  const files = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  const said = form.querySelector("[data-said]");
  const shown = form.querySelector("[data-progress]");
  const bar = shown.querySelector("progress");
  const button = form.querySelector("button[type=submit]");
  const words = form.dataset;
  form.querySelector("[data-drop-hint]").hidden = false;

  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.dataset.over = ""; });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => { delete drop.dataset.over; });
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    said.textContent = words.chosen + Array.from(files.files, (file) => file.name).join(", ");
  });

  const over = (text) => {
    button.disabled = false;
    shown.hidden = true;
    said.textContent = text;
  };
  // What the answer's page says is put into this one, so that the chosen files are still chosen.
  const show = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const answer = page.getElementById("upload-answer");
    if (!answer) return false;
    document.getElementById("upload-answer").replaceWith(document.importNode(answer, true));
    if (page.querySelector("form[data-upload] details[open]")) form.querySelector("details").open = true;
    document.getElementById("upload-answer").focus();
    return true;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const size = Array.from(files.files).reduce((sum, file) => sum + file.size, 0);
    if (size > Number(words.largest)) { over(words.tooLarge); return; }
    const request = new XMLHttpRequest();
    let told = -1;
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable) return;
      const percent = Math.floor((100 * step.loaded) / step.total);
      bar.value = percent;
      // A reader that speaks is told each tenth, not each step.
      if (Math.floor(percent / 10) > told) {
        told = Math.floor(percent / 10);
        said.textContent = `${words.sending}${percent} %`;
      }
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      said.textContent = words.reading;
    });
    request.addEventListener("load", () => {
      if (request.status < 400 && request.responseURL !== form.action) {
        window.location.assign(request.responseURL);
      } else {
        over("");
        if (!show(request.responseText)) window.location.assign(form.action);
      }
    });
    request.addEventListener("error", () => over(words.broken));
    request.addEventListener("abort", () => over(words.broken));
    bar.value = 0;
    shown.hidden = false;
    button.disabled = true;
    document.getElementById("upload-answer").replaceChildren();
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
})();
