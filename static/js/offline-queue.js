// Queue of entries that were typed without a connection: stored on this device, sent later, then removed.
// Each entry is one item of localStorage, named by the id of the entry, so that it is written atomically.
"use strict";

const KEPT = "levator-kept-";
const OWNER = document.body.dataset.owner;
const TIMEOUT_MS = 4000;

function wholeQueue() {
  try {
    const items = Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
    return items.map((name) => ({ name, ...JSON.parse(localStorage[name]) })).sort((one, other) => one.at - other.at);
  } catch {
    // Without access to localStorage there is no queue.
    return [];
  }
}

const ownQueue = () => wholeQueue().filter((entry) => entry.owner === OWNER);

// Returns false if the browser refuses to store. An entry that is saved again replaces its queued version.
function enqueue(form, submitter) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  if (form.dataset.offlineForm === "tap") fields.push(["tapped_at", new Date().toISOString()]);
  const id = fields.find(([name]) => name === "client_id")[1];
  const address = new URL(form.action).pathname;
  try {
    localStorage[KEPT + id] = JSON.stringify({ owner: OWNER, address, fields, at: Date.now() });
    return true;
  } catch {
    return false;
  }
}

// Whether the server responds.
async function reachable() {
  if (!navigator.onLine) return false;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  const options = { method: "HEAD", cache: "no-store", signal: timeout.signal };
  try {
    return (await fetch(document.querySelector("link[rel=icon]").href, options)).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

// Parses a page of the diary; null if nobody or somebody else is logged in.
async function pageFrom(response) {
  const page = response.ok && new DOMParser().parseFromString(await response.text(), "text/html");
  return page && page.body.dataset.owner === OWNER ? page : null;
}

// Sends an entry as its form would, with a fresh token. An entry that is sent twice is saved once.
async function send(entry) {
  const form = await pageFrom(await fetch(entry.address, { cache: "no-store" }));
  if (!form) return "later";
  const body = new URLSearchParams(entry.fields);
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  const response = await fetch(entry.address, { method: "POST", body });
  const page = await pageFrom(response);
  if (!page) return "later";
  const emergency = page.querySelector("[data-saved]");
  if (!response.redirected && !emergency) return "asked";
  localStorage.removeItem(entry.name);
  if (emergency) document.querySelector("main").replaceWith(page.querySelector("main"));
  return "sent";
}

const outcomes = { sent: 0, asked: 0, refused: 0 };

function showQueue() {
  const box = document.querySelector("[data-kept]");
  if (!box) return;
  const numbers = { ...outcomes, waiting: ownQueue().length - outcomes.asked };
  for (const line of box.children) {
    const number = numbers[line.dataset.says];
    line.hidden = number < 1;
    for (const place of line.querySelectorAll("[data-number]")) place.textContent = number;
  }
  box.hidden = [...box.children].every((line) => line.hidden);
}

let sending = false;

async function sendAll() {
  if (sending || !OWNER || document.visibilityState === "hidden" || ownQueue().length === 0) return showQueue();
  sending = true;
  outcomes.asked = 0;
  try {
    for (const entry of ownQueue()) {
      const outcome = await send(entry);
      if (outcome !== "later") outcomes[outcome] += 1;
    }
  } catch {
    // Still without a connection: the entry stays in the queue.
  } finally {
    sending = false;
    showQueue();
  }
}

// An entry with a question or error is posted as a normal form, so that its page shows it with the input.
async function show(entry) {
  const form = document.createElement("form");
  const page = await pageFrom(await fetch(entry.address, { cache: "no-store" }));
  if (!page) return;
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of [...entry.fields, ["csrfmiddlewaretoken", token]]) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  Object.assign(form, { method: "post", action: entry.address, hidden: true });
  document.body.append(form);
  localStorage.removeItem(entry.name);
  form.submit();
}

document.querySelector("[data-kept-show]")?.addEventListener("click", () => show(ownQueue()[0]));
// Logging out and deleting the account clear the queue, so the page asks first. Another tab may have queued an entry
// since this page was opened, so the plain button checks again.
function askBeforeClearing(form) {
  const [all, own] = [wholeQueue().length, ownQueue().length];
  const box = form.querySelector("[data-unsent]");
  for (const [whose, number] of [["own", own], ["others", all - own]]) {
    const line = box.querySelector(`[data-whose=${whose}]`);
    line.hidden = number === 0;
    line.querySelector("[data-number]").textContent = number;
  }
  box.hidden = all === 0;
  form.querySelector("[data-plain]").hidden = all > 0;
}

const forgets = document.querySelector("form[data-forgets]");
forgets?.addEventListener("submit", (event) => {
  const isSure = event.submitter && "sure" in event.submitter.dataset;
  if (!isSure && wholeQueue().length > 0) {
    event.preventDefault();
    delete forgets.dataset.sent;
    askBeforeClearing(forgets);
    forgets.querySelector("[data-unsent]").scrollIntoView({ behavior: "instant", block: "center" });
    return;
  }
  for (const entry of wholeQueue()) localStorage.removeItem(entry.name);
});
for (const event of ["online", "pageshow"]) addEventListener(event, sendAll);
document.addEventListener("visibilitychange", sendAll);
