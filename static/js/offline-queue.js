// What was typed while the diary could not be reached: kept on this device, sent when it can be, then removed.
// One item of the browser's storage for each entry, named by the entry's own id: written at once, and never half.
"use strict";

const KEPT = "levator-kept-";
const OWNER = document.body.dataset.owner;
const PATIENCE_MS = 4000;

function everythingKept() {
  try {
    const items = Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
    return items.map((name) => ({ name, ...JSON.parse(localStorage[name]) })).sort((one, other) => one.at - other.at);
  } catch {
    // A browser that gives no storage keeps nothing.
    return [];
  }
}

const keptHere = () => everythingKept().filter((entry) => entry.owner === OWNER);

// False where the browser refuses. Saved again before it was sent, an entry takes its own place.
function keep(form, submitter) {
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

// Whether the diary answers at all; a browser that knows it has no connection need not ask.
async function reachable() {
  if (!navigator.onLine) return false;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const ask = { method: "HEAD", cache: "no-store", signal: patience.signal };
  try {
    return (await fetch(document.querySelector("link[rel=icon]").href, ask)).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

// A page of the diary, read; null where somebody else, or nobody, is logged in.
async function pageFrom(answer) {
  const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  return page && page.body.dataset.owner === OWNER ? page : null;
}

// One entry, as its own form would send it, with a fresh token. Sent twice it is saved once, so no answer is lost.
async function send(entry) {
  const form = await pageFrom(await fetch(entry.address, { cache: "no-store" }));
  if (!form) return "later";
  const body = new URLSearchParams(entry.fields);
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(entry.address, { method: "POST", body });
  const page = await pageFrom(answer);
  if (!page) return "later";
  const cannotWait = page.querySelector("[data-saved]");
  if (!answer.redirected && !cannotWait) return "asked";
  localStorage.removeItem(entry.name);
  if (cannotWait) document.querySelector("main").replaceWith(page.querySelector("main"));
  return "sent";
}

const said = { sent: 0, asked: 0, refused: 0 };

function tell() {
  const box = document.querySelector("[data-kept]");
  if (!box) return;
  const numbers = { ...said, waiting: keptHere().length - said.asked };
  for (const line of box.children) {
    const number = numbers[line.dataset.says];
    line.hidden = number < 1;
    for (const place of line.querySelectorAll("[data-number]")) place.textContent = number;
  }
  box.hidden = [...box.children].every((line) => line.hidden);
}

let sending = false;

async function sendAll() {
  if (sending || !OWNER || document.visibilityState === "hidden" || keptHere().length === 0) return tell();
  sending = true;
  said.asked = 0;
  try {
    for (const entry of keptHere()) {
      const outcome = await send(entry);
      if (outcome !== "later") said[outcome] += 1;
    }
  } catch {
    // Still out of reach; it stays kept.
  } finally {
    sending = false;
    tell();
  }
}

// What the diary asks about is sent the plain way, so that its own page shows the question and all that was typed.
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

document.querySelector("[data-kept-show]")?.addEventListener("click", () => show(keptHere()[0]));
// Logging out, or deleting the account, deletes everything kept here: the person is asked first. Another tab may have
// kept something since this page was opened, so the plain button looks once more.
function askBeforeForgetting(form) {
  const [all, own] = [everythingKept().length, keptHere().length];
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
  if (!isSure && everythingKept().length > 0) {
    event.preventDefault();
    delete forgets.dataset.sent;
    askBeforeForgetting(forgets);
    forgets.querySelector("[data-unsent]").scrollIntoView({ behavior: "instant", block: "center" });
    return;
  }
  for (const entry of everythingKept()) localStorage.removeItem(entry.name);
});
for (const event of ["online", "pageshow"]) addEventListener(event, sendAll);
document.addEventListener("visibilitychange", sendAll);
