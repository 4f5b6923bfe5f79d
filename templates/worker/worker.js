{% comment %}Reads what static/js/offline.js put aside. It fills nothing.{% endcomment %}{% load static %}"use strict";

const SHELLS = {
  start: /^\/$/,
  now: /^\/episode\/now\//,
  "just-now": /^\/episode\/just-now\//,
  episode: /^\/episode\/new\//,
  "check-in": /^\/check-in\/([\d-]+\/)?$/,
};
const PATIENCE_MS = 4000, SHORT_MS = 500, SILENCE_MS = 30000;
let silentUntil = 0;

const stored = (address) => caches.match(address, { ignoreVary: true });

async function page(event) {
  const { url } = event.request;
  const shell = Object.keys(SHELLS).find((kind) => SHELLS[kind].test(new URL(url).pathname));
  const answer = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  let timer;
  const silence = new Promise((_, refuse) => {
    const wait = Date.now() < silentUntil ? SHORT_MS : PATIENCE_MS;
    if (shell) timer = setTimeout(() => refuse((silentUntil = Date.now() + SILENCE_MS)), wait);
  });
  try {
    const response = await Promise.race([answer, silence]);
    // A proxy without its server.
    if (![502, 504].includes(response.status)) return response;
  } catch {
  } finally {
    clearTimeout(timer);
  }
  return (await stored(url)) ?? (await stored(`/offline/${shell ?? "start"}/`)) ?? answer;
}

// A name with a digest never changes its content.
async function file(request) {
  const found = /\.[0-9a-f]{12}\./.test(request.url) && (await stored(request.url));
  return found || fetch(request).catch(async () => (await stored(request.url)) || Response.error());
}

{% if shows_reminders %}importScripts("{% static 'js/push-worker.js' %}");
{% endif %}addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
});
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && !pathname.startsWith("/shared/")) event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
