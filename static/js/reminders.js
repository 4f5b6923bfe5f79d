// Reminders on this device: the browser subscribes, and what it answers is sent as a form.
"use strict";

const knowsPush = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

async function subscribe(key) {
  // First, while the press of the button still counts.
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  const { pushManager } = await navigator.serviceWorker.ready;
  // An older subscription may be somebody else's.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  return { endpoint, key: keys.p256dh, auth: keys.auth };
}

for (const form of document.querySelectorAll("form[data-remind]")) {
  document.querySelector("[data-remind-unknown]").hidden = knowsPush;
  form.hidden = !knowsPush;
  const failed = form.querySelector("[data-remind-failed]");
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || form.elements.endpoint.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      const subscription = await subscribe(form.dataset.remind);
      for (const [name, value] of Object.entries(subscription)) form.elements[name].value = value;
    } catch {
      failed.hidden = false;
    }
    // levator.js holds back a second press.
    delete form.dataset.sent;
    if (form.elements.endpoint.value) form.requestSubmit();
  });
}

for (const form of document.querySelectorAll("form[data-remind-off]")) {
  form.addEventListener("submit", async () => {
    const registration = await navigator.serviceWorker?.getRegistration();
    (await registration?.pushManager?.getSubscription())?.unsubscribe();
  });
}
