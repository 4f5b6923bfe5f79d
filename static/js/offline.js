// Puts aside what opens without a connection, and registers the worker that reads it. A worker that fetched pages
// itself would run without knowing who is logged in.
"use strict";

const SHELLS = ["now", "just-now", "episode", "check-in", "start"];
const CACHES = "levator-";
const READABLE = `${CACHES}${OWNER}-readable`;
const READ_AGAIN_MS = 600_000;

// Fetches one shell. Throws if it is not that of this person and this version.
async function fetchShell(kind) {
  const response = await fetch(`/offline/${kind}/`, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.clone().text(), "text/html");
  const { owner, stamp } = page.body.dataset;
  const isExpected = owner === OWNER && stamp === document.body.dataset.stamp;
  if (!response.ok || response.redirected || !isExpected) throw new Error("not the expected shell");
  return { response, files: filesOf(page) };
}

function filesOf(page) {
  const files = [...page.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]")];
  return files.map((file) => file.getAttribute("src") ?? file.getAttribute("href"));
}

// Puts shells and their files into a new cache. The start page comes last: with it the cache is complete.
async function putAside(name) {
  const shells = await Promise.all(SHELLS.map(fetchShell));
  const cache = await caches.open(name);
  await cache.addAll(new Set(shells.flatMap((shell) => shell.files)));
  for (const [index, kind] of SHELLS.entries()) await cache.put(`/offline/${kind}/`, shells[index].response);
}

// Deletes what is of somebody else, and older versions if there is a complete new one.
async function deleteOthers(name) {
  for (const other of await caches.keys()) {
    const isMine = other.startsWith(`${CACHES}${OWNER}-`);
    const isOld = name && other !== name && other !== READABLE;
    if (other.startsWith(CACHES) && (!isMine || isOld)) await caches.delete(other);
  }
}

// Only if the person has switched it on for this device: puts aside the journal and the weeks of the last four weeks.
async function keepReadable() {
  const { addresses } = await (await fetch("/offline/readable/", { cache: "no-store" })).json();
  const cache = await caches.open(READABLE);
  const files = new Set();
  for (const address of addresses) {
    const response = await fetch(address, { cache: "no-store" });
    const text = await response.text();
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!response.ok || page.body.dataset.owner !== OWNER) throw new Error("not a page of this person");
    const headers = new Headers(response.headers);
    headers.delete("Content-Encoding");
    const dated = text.replace("<body", `<body data-read-at="${new Date().toISOString()}"`);
    await cache.put(address, new Response(dated, { headers }));
    for (const file of filesOf(page)) files.add(file);
  }
  await cache.addAll(files);
  localStorage[READABLE] = Date.now();
}

async function switchReadable(isOn) {
  localStorage[READABLE] = 0;
  if (isOn) return keepReadable();
  localStorage.removeItem(READABLE);
  return caches.delete(READABLE);
}

function offerReadable() {
  const box = document.querySelector("[data-this-device]");
  if (!box) return;
  const field = box.querySelector("[data-readable]");
  field.checked = READABLE in localStorage;
  field.addEventListener("change", () => switchReadable(field.checked).catch(() => {}));
  box.hidden = false;
}

function sayWhenRead() {
  const { readAt } = document.body.dataset;
  const note = document.querySelector("[data-read-note]");
  if (!readAt || !note) return;
  const options = { dateStyle: "medium", timeStyle: "short" };
  note.querySelector("time").textContent = new Date(readAt).toLocaleString(DATES_OF, options);
  note.hidden = false;
}

async function prepare() {
  const { stamp } = document.body.dataset;
  await deleteOthers(null);
  if (!stamp || document.body.dataset.shell) return;
  await navigator.serviceWorker.register("/worker.js");
  const name = `${CACHES}${OWNER}-${stamp}`;
  if (!(await caches.match("/offline/start/", { cacheName: name }))) await putAside(name);
  await deleteOthers(name);
  if (!(READABLE in localStorage)) await caches.delete(READABLE);
  else if (Date.now() - localStorage[READABLE] > READ_AGAIN_MS) await keepReadable();
}

// Without https or localhost there is neither a worker nor a cache. A failure is tried again with the next page.
if (OWNER && "serviceWorker" in navigator && "caches" in window) {
  addEventListener("load", () => prepare().catch(() => {}));
  offerReadable();
  sayWhenRead();
}
