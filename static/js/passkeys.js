// Passkeys: the browser's ceremony fills in a hidden field, and the form is sent.
"use strict";

const knowsPasskeys = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function makeCredential(form) {
  const options = form.dataset.options
    ? JSON.parse(form.dataset.options)
    : await (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
  if (options.creation_options) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.creation_options.publicKey);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey);
  return navigator.credentials.get({ publicKey });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!knowsPasskeys) {
    document.querySelector("[data-passkey-unknown]")?.removeAttribute("hidden");
    form.hidden = true;
    continue;
  }
  form.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  const field = form.elements.credential;
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || field.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      field.value = JSON.stringify(await makeCredential(form));
    } catch {
      failed.hidden = false;
    }
    // levator.js holds back a second press, which the ceremony needs.
    delete form.dataset.sent;
    if (field.value) form.requestSubmit();
  });
}
// A page that the browser brings back must not send the old answer.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.elements.credential.value = "";
});
