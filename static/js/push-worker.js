// Shows a reminder, and opens its page when it is touched. Part of the worker.
"use strict";

addEventListener("push", (event) => {
  const { title, navigate, ...options } = event.data.json().notification;
  event.waitUntil(registration.showNotification(title, { ...options, data: navigate }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const page = new URL(event.notification.data, location.origin);
  if (page.origin !== location.origin) return;
  event.waitUntil((async () => {
    // Another page that is open may hold what somebody is typing.
    const windows = await clients.matchAll({ type: "window" });
    const open = windows.find((client) => new URL(client.url).pathname === page.pathname);
    return open ? open.focus() : clients.openWindow(page.href);
  })());
});
