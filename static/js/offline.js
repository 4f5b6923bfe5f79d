// Puts aside what opens without a connection, and registers the worker that reads it. A worker that fetched pages
// itself would run without knowing who is logged in.
"use strict";

const SHELLS = ["now", "just-now", "episode", "check-in", "start"];
const CACHES = "levator-";

// Fetches one shell. Throws if it is not that of this person and this version.
async function fetchShell(kind) {
  const response = await fetch(`/offline/${kind}/`, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.clone().text(), "text/html");
  const { owner, stamp } = page.body.dataset;
  const isExpected = owner === OWNER && stamp === document.body.dataset.stamp;
  if (!response.ok || response.redirected || !isExpected) throw new Error("not the expected shell");
  const files = [...page.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]")];
  return { response, files: files.map((file) => file.getAttribute("src") ?? file.getAttribute("href")) };
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
    if (other.startsWith(CACHES) && (!isMine || (name && other !== name))) await caches.delete(other);
  }
}

async function prepare() {
  const { stamp } = document.body.dataset;
  await deleteOthers(null);
  if (!stamp || document.body.dataset.shell) return;
  await navigator.serviceWorker.register("/worker.js");
  const name = `${CACHES}${OWNER}-${stamp}`;
  if (!(await caches.match("/offline/start/", { cacheName: name }))) await putAside(name);
  await deleteOthers(name);
}

// Without https or localhost there is neither a worker nor a cache. A failure is tried again with the next page.
if (OWNER && "serviceWorker" in navigator && "caches" in window) addEventListener("load", () => prepare().catch(() => {}));
