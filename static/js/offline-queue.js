// Queue of entries that were typed without a connection: stored on this device, sent later, then removed.
// Each entry is one item of localStorage, named by the id of the entry, so that it is written atomically.
"use strict";

const KEPT = "levator-kept-";
const OWNER = document.body.dataset.owner;
// The pages write dates as in Britain.
const DATES_OF = document.documentElement.lang.replace(/^en$/, "en-GB") || "en-GB";
const TIMEOUT_MS = 4000;
const SENDING_MS = 20_000;
// A page that was put aside has an old token and old ids. So its entries are queued first, and sent from there.
const isShell = "shell" in document.body.dataset;

function wholeQueue() {
  try {
    const items = Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
    return items.map((name) => ({ name, ...JSON.parse(localStorage[name]) })).sort((one, other) => one.at - other.at);
  } catch {
    // Without access to localStorage there is no queue.
    return [];
  }
}

function ownQueue() {
  return wholeQueue().filter((entry) => entry.owner === OWNER);
}

// Returns false if the browser refuses to store. An entry that is saved again replaces its queued version. A tap about a
// saved entry has no id of its own, so its address names it: of two strengths the last one counts.
function enqueue(form, submitter) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  if (form.dataset.offlineForm === "tap" || "offlineTap" in form.dataset) fields.push(["tapped_at", new Date().toISOString()]);
  const address = new URL(form.action).pathname;
  const values = new Map(fields);
  const id = values.get("client_id") ?? address + (values.get("day") ?? "");
  try {
    localStorage[KEPT + id] = JSON.stringify({ owner: OWNER, address, fields, at: Date.now() });
  } catch {
    return false;
  }
  // Asks the browser not to delete the entry when it runs out of space.
  navigator.storage?.persist?.().catch(() => {});
  return true;
}

// A random UUID. Without https or localhost browsers have no function for it.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// A form that stays open gets a new id for its next entry, which would otherwise replace the one that waits.
function renewId(form) {
  const field = form.elements.client_id;
  if (field) field.value = newId();
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

const patience = (ms) => (AbortSignal.timeout ? AbortSignal.timeout(ms) : undefined);

// A token with which the whole queue can be sent; null if nobody or somebody else is logged in.
async function freshToken() {
  const response = await fetch("/offline/sending/", { cache: "no-store", signal: patience(TIMEOUT_MS) });
  if (!response.ok || response.redirected) return null;
  const { owner, token } = await response.json();
  return owner === OWNER ? token : null;
}

// Whether a tap is about an entry that the diary does not have, and that does not wait here either.
function isAboutNothing(entry) {
  const about = entry.address.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.[0];
  return !entry.fields.some(([name]) => name === "client_id") && !ownQueue().some(({ name }) => name === KEPT + about);
}

// Sends an entry as its form would. An entry that is sent twice is saved once. By the header the diary answers in a
// word instead of with Today (tracker/pages/replay.py), and refuses what is somebody else's.
async function send(entry, token) {
  const body = new URLSearchParams(entry.fields);
  body.set("csrfmiddlewaretoken", token);
  const headers = { "Levator-Kept": OWNER };
  const response = await fetch(entry.address, { method: "POST", body, headers, signal: patience(SENDING_MS) });
  const answer = response.headers.get("Levator-Kept");
  if (answer === "gone" && isAboutNothing(entry)) {
    localStorage.removeItem(entry.name);
    return "gone";
  }
  const isRefused = answer === "page" && !response.ok;
  const page = answer === "page" && (await pageFrom(response));
  const emergency = page && page.querySelector("[data-saved]");
  if (isRefused || (page && !emergency)) return "asked";
  if (!emergency && answer !== "saved") return "later";
  // It may have been corrected since.
  if (ownQueue().some(({ name, at }) => name === entry.name && at === entry.at)) localStorage.removeItem(entry.name);
  if (emergency) document.querySelector("main").replaceWith(page.querySelector("main"));
  return "sent";
}

const outcomes = { sent: 0, asked: 0, refused: 0 };

function showQueue() {
  const box = document.querySelector("[data-kept]");
  if (!box) return;
  const numbers = { ...outcomes, waiting: ownQueue().length - outcomes.asked, locked: wholeQueue().length };
  if (OWNER) numbers.locked = 0;
  else numbers.waiting = 0;
  for (const line of box.children) {
    const number = numbers[line.dataset.says];
    line.hidden = number < 1;
    for (const place of line.querySelectorAll("[data-number]")) place.textContent = number;
  }
  box.hidden = [...box.children].every((line) => line.hidden);
  document.dispatchEvent(new Event("queueshown"));
}

async function sendEach() {
  outcomes.asked = 0;
  try {
    const token = await freshToken();
    const tried = new Set();
    // Reads the queue each time, because entries may be added while others are sent.
    for (let entry; token && (entry = ownQueue().find(({ name }) => !tried.has(name)));) {
      tried.add(entry.name);
      const outcome = await send(entry, token);
      if (outcome in outcomes) outcomes[outcome] += 1;
    }
  } catch {
    // Still without a connection: the entry stays in the queue.
  } finally {
    showQueue();
  }
}

let sending = false;

// Only one tab sends at a time. The others see what was sent by the storage event.
async function sendAll() {
  if (sending || !OWNER || document.visibilityState === "hidden" || ownQueue().length === 0) return showQueue();
  sending = true;
  try {
    if (navigator.locks) await navigator.locks.request("levator-send", { ifAvailable: true }, (lock) => lock && sendEach());
    else await sendEach();
  } finally {
    sending = false;
  }
  showQueue();
}

// An entry with a question or error is posted as a normal form, so that its page shows it with the input.
async function show(entry) {
  const form = document.createElement("form");
  const token = await freshToken().catch(() => null);
  if (!token) return;
  for (const [name, value] of [...entry.fields, ["csrfmiddlewaretoken", token]]) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  Object.assign(form, { method: "post", action: entry.address, hidden: true });
  document.body.append(form);
  localStorage.removeItem(entry.name);
  form.submit();
}

document.querySelector("[data-kept-show]")?.addEventListener("click", () => show(ownQueue()[0]));

// Logging out and deleting the account clear the person's queue, so the page asks first. Another tab may have queued
// an entry since this page was opened, so the plain button checks again. What others typed here stays.
function askBeforeClearing(form) {
  const [all, own] = [wholeQueue().length, ownQueue().length];
  const box = form.querySelector("[data-unsent]");
  for (const [whose, number] of [["own", own], ["others", all - own]]) {
    const line = box.querySelector(`[data-whose=${whose}]`);
    line.hidden = number === 0;
    line.querySelector("[data-number]").textContent = number;
  }
  box.hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  box.scrollIntoView({ behavior: "instant", block: "center" });
}

// Removes everything of the journal from this browser but the entries of others, which keep their storage alive.
async function clearDevice() {
  const others = wholeQueue().filter((entry) => entry.owner !== OWNER).map((entry) => entry.name);
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("levator-") && !others.includes(name)) localStorage.removeItem(name);
  }
  if (!("caches" in window)) return others.length > 0;
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  return others.length > 0;
}

// Queues a tap, and shows what was chosen where the form stays. Returns false if the browser refuses to store.
function queueTap(form, submitter) {
  if (!enqueue(form, submitter)) return false;
  if (form.elements.client_id) renewId(form);
  else {
    for (const button of form.querySelectorAll("button")) {
      button.classList.toggle("is-chosen", button === submitter);
      button.ariaCurrent = button === submitter ? "true" : null;
    }
  }
  showQueue();
  document.querySelector("[data-kept]").scrollIntoView({ behavior: "instant" });
  return true;
}

// Submits a form as usual if the server answers. Returns whether it did.
async function submitIfReachable(form, submitter) {
  const reached = !isShell && (await reachable());
  delete form.dataset.sent;
  if (reached) {
    form.dataset.reached = "1";
    form.requestSubmit(submitter);
  }
  return reached;
}

// Taps about an entry that are on many pages: "It stopped" above all. The entry itself may still wait here.
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !("offlineTap" in form.dataset)) return;
  if (form.dataset.reached) {
    delete form.dataset.reached;
    return;
  }
  event.preventDefault();
  if (await submitIfReachable(form, submitter)) return;
  outcomes.refused = queueTap(form, submitter) ? 0 : 1;
  if (outcomes.refused) showQueue();
  else form.closest(".running")?.setAttribute("hidden", "");
  if (isShell) sendAll();
});

for (const forgets of document.querySelectorAll("form[data-forgets]")) {
  forgets.addEventListener("submit", async (event) => {
    if (forgets.dataset.cleared) return;
    event.preventDefault();
    delete forgets.dataset.sent;
    const { submitter } = event;
    const isSure = submitter && "sure" in submitter.dataset;
    if (!isSure && ownQueue().length > 0) return askBeforeClearing(forgets);
    try {
      const keeps = await clearDevice();
      const field = { type: "hidden", name: "keeps_storage", value: "1" };
      if (keeps) forgets.append(Object.assign(document.createElement("input"), field));
    } catch {
      // The header Clear-Site-Data of the answer clears all the same.
    }
    forgets.dataset.cleared = "1";
    forgets.requestSubmit(submitter);
  });
}
for (const event of ["online", "pageshow"]) addEventListener(event, sendAll);
addEventListener("storage", showQueue);
document.addEventListener("visibilitychange", sendAll);
