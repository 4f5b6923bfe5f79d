// Small conveniences. Every page works without them.
"use strict";

document.documentElement.classList.add("has-script");

// A new account gets the browser's time zone.
const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
for (const field of document.querySelectorAll("[data-zone]")) field.value = deviceZone;

// A note if the device's clock differs from the diary's, once for each pair of time zones.
function showsAnotherTime(zone) {
  const clock = (timeZone) => new Date().toLocaleString("en", { timeZone, dateStyle: "short", timeStyle: "short" });
  try {
    return clock(zone) !== clock(deviceZone);
  } catch {
    return false;
  }
}

const ZONE_KEPT = "levator-zone";

function tellZone(note) {
  const pair = `${note.dataset.deviceZone} ${deviceZone}`;
  for (const name of note.querySelectorAll("[data-zone-name]")) name.textContent = deviceZone.replaceAll("_", " ");
  try {
    note.hidden = localStorage[ZONE_KEPT] === pair || !showsAnotherTime(note.dataset.deviceZone);
  } catch {
    note.hidden = !showsAnotherTime(note.dataset.deviceZone);
  }
  if (!note.hidden) document.querySelector("[data-zone-unset]")?.remove();
  note.querySelector("[data-zone-keep]").addEventListener("click", () => {
    note.hidden = true;
    try { localStorage[ZONE_KEPT] = pair; } catch { /* The note is shown again on the next page. */ }
  });
  // Changing the zone reloads the page, which would lose the input.
  const hasTyped = (event) => {
    if (note.contains(event.target)) return;
    note.querySelector("[data-zone-change]").hidden = true;
    note.querySelector("[data-zone-later]").hidden = false;
  };
  for (const kind of ["input", "change"]) document.addEventListener(kind, hasTyped);
}

document.querySelectorAll("[data-device-zone]").forEach(tellZone);

// A tap on a usual amount fills in the number.
for (const button of document.querySelectorAll("[data-fill]")) {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.for);
    field.value = button.dataset.fill;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", other === button);
  });
}

// A second tap on a chosen answer clears it.
for (const radio of document.querySelectorAll(".choices input[type=radio]")) {
  radio.addEventListener("pointerdown", () => { radio.dataset.was = radio.checked ? "1" : ""; });
  radio.parentElement.addEventListener("pointerdown", () => { radio.dataset.was = radio.checked ? "1" : ""; });
  radio.addEventListener("click", () => {
    if (radio.dataset.was) { radio.checked = false; radio.dataset.was = ""; }
  });
}

// How a sign came belongs to a chosen sign: both are chosen together, and taken back together.
for (const chips of document.querySelectorAll(".sign-chips")) {
  chips.addEventListener("change", ({ target }) => {
    const onsets = target.closest(".sign-onset");
    if (onsets) onsets.previousElementSibling.control.checked = true;
    else if (!target.checked) {
      for (const onset of target.parentElement.nextElementSibling?.querySelectorAll("input") ?? []) onset.checked = false;
    }
  });
}

// Cups and an exact amount are two ways to answer one question: the last one counts.
for (const cups of document.querySelectorAll(".cups")) {
  const exact = cups.parentElement.querySelector(".exact .form-control");
  const radios = cups.querySelectorAll("input");
  cups.addEventListener("change", () => { exact.value = ""; });
  exact.addEventListener("input", () => { for (const radio of radios) radio.checked = false; });
}

// The day's sum of what was tapped and what is typed. A number that can be read in two ways has no sum yet.
for (const question of document.querySelectorAll("[data-tapped]:not([data-tapped=''])")) {
  const sum = question.querySelector(".day-sum");
  const show = () => {
    const typed = question.querySelector(".form-control").value.trim() || question.querySelector("input:checked")?.dataset.amount || "";
    const isPlain = /^\d+([.,]\d{1,2})?$/.test(typed);
    sum.hidden = !isPlain;
    sum.querySelector("output").textContent = isPlain ? Math.round(100 * (Number(question.dataset.tapped) + Number(typed.replace(",", ".")))) / 100 : "";
  };
  for (const kind of ["input", "change", "click"]) question.addEventListener(kind, show);
}

// A field that belongs to certain answers of another field is shown only with those, or if it has an answer.
for (const part of document.querySelectorAll("[data-shown-for]")) {
  const [name, values] = part.dataset.shownFor.split("=");
  const isAnswered = () => part.querySelector("input[type=radio]:checked:not([value=''])") !== null;
  const radios = document.querySelectorAll(`input[name="${name}"]`);
  const show = () => {
    const belongs = [...radios].some((radio) => radio.checked && values.split(" ").includes(radio.value));
    part.hidden = !belongs && !isAnswered();
  };
  for (const radio of radios) radio.addEventListener("change", show);
  show();
}

// Refuse a file that is too large before the upload, which would take long and might be cut off by a proxy.
for (const field of document.querySelectorAll("input[data-most-bytes]")) {
  const look = () => field.setCustomValidity([...field.files].reduce((sum, file) => sum + file.size, 0) > Number(field.dataset.mostBytes) ? field.dataset.tooLarge : "");
  field.addEventListener("change", () => { look(); field.reportValidity(); });
  field.form.addEventListener("submit", (event) => {
    look();
    if (field.validity.customError) {
      event.preventDefault();
      event.stopImmediatePropagation();
      field.reportValidity();
    }
  });
}

// How long an episode has been running. The server counted until the page was made, as a device's clock may be wrong.
function keepMinutes(shown) {
  if (Number(shown.dataset.runningS) >= 86_400) return;
  const began = Date.now() - Number(shown.dataset.runningS) * 1000;
  const show = () => {
    const minutes = Math.floor((Date.now() - began) / 60_000);
    const pattern = minutes < 60 ? shown.dataset.minutes : shown.dataset.hours;
    shown.textContent = pattern.replace("{h}", Math.floor(minutes / 60)).replace("{m}", minutes % 60);
    if (shown.isConnected) setTimeout(show, 20_000);
  };
  show();
}

document.querySelectorAll("[data-running-s]").forEach(keepMinutes);

// Prevent double submission.
for (const form of document.querySelectorAll("form[method=post]:not([data-downloads])")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
