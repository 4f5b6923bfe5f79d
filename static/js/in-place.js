// On Today, forms with data-then are sent without leaving the page, and the part it names gets the focus.
// Whatever is not an answer for Today is left to the browser.
"use strict";

let isSending = false;

// Replaces what the page shows, except the line about entries that wait on this device.
function showToday(page, then) {
  const main = document.getElementById("main");
  const parts = [...page.getElementById("main").children].filter((part) => !part.matches("[data-kept]"));
  for (const part of [...main.children]) if (!part.matches("[data-kept]")) part.remove();
  main.append(...parts);
  main.querySelectorAll("[data-device-zone]").forEach(tellZone);
  main.querySelectorAll("[data-running-s]").forEach(keepMinutes);
  const answer = document.getElementById(then) ?? main.querySelector("[role=status]:not([hidden])") ?? main;
  if (!answer.hasAttribute("tabindex")) answer.tabIndex = -1;
  answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function sendPlainly(form, submitter) {
  form.dataset.plain = "1";
  delete form.dataset.sent;
  form.requestSubmit(submitter);
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !form.dataset.then || form.dataset.plain) return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  try {
    const address = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    const signal = patience(form.dataset.offlineForm === "tap" ? TIMEOUT_MS : SENDING_MS);
    const response = await fetch(address, { method: "POST", body: new FormData(form, submitter), signal });
    const isToday = response.ok && response.redirected && new URL(response.url).pathname === location.pathname;
    const page = isToday && new DOMParser().parseFromString(await response.text(), "text/html");
    if (page && page.body.dataset.owner === document.body.dataset.owner) showToday(page, form.dataset.then);
    // Nothing is saved twice: each form carries the id of its entry.
    else sendPlainly(form, submitter);
  } catch {
    // Without a connection a tap is queued. A button with an address of its own is not.
    if (form.dataset.offlineForm !== "tap" || submitter?.hasAttribute("formaction") || !queueTap(form, submitter)) {
      sendPlainly(form, submitter);
    } else delete form.dataset.sent;
  } finally {
    isSending = false;
  }
});
