// Answers with what pages put aside (static/js/offline.js) when the network is silent. It fills nothing.
"use strict";

const SHELLS = [
  ["start", /^\/$/],
  ["now", /^\/episode\/now\//],
  ["just-now", /^\/episode\/just-now\//],
  ["episode", /^\/episode\/new\//],
  ["check-in", /^\/check-in\/([\d-]+\/)?$/],
];
const PATIENCE_MS = 4000, SHORT_MS = 500, SILENCE_MS = 30000;
let silentUntil = 0;

const stored = (address) => caches.match(address, { ignoreVary: true });

async function page(event) {
  const { pathname } = new URL(event.request.url);
  const shell = SHELLS.find(([, pattern]) => pattern.test(pathname))?.[0];
  const answer = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  let timer;
  const silence = new Promise((_, refuse) => {
    const wait = Date.now() < silentUntil ? SHORT_MS : PATIENCE_MS;
    if (shell) timer = setTimeout(() => refuse((silentUntil = Date.now() + SILENCE_MS)), wait);
  });
  try {
    return await Promise.race([answer, silence]);
  } catch {
    return (await stored(event.request.url)) ?? (await stored(`/offline/${shell ?? "start"}/`)) ?? answer;
  } finally {
    clearTimeout(timer);
  }
}

// A name with a digest never changes its content.
async function file(request) {
  const found = /\.[0-9a-f]{12}\./.test(request.url) && (await stored(request.url));
  return found || fetch(request).catch(async () => (await stored(request.url)) ?? Response.error());
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
});
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && !pathname.startsWith("/shared/")) event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
