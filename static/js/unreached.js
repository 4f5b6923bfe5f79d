// A form that may be sent when the diary cannot be reached. What cannot wait is said first, before anything is sent.
"use strict";

// The signs of one date that a combination finds; the rules of tracker/red_flags/together.py over the same data.
function foundBy(combination, signs, twitch) {
  if (combination.twitch && !twitch) return [];
  const counts = (name, some) => signs[name] && (!some.sudden || signs[name].some((onset) => onset !== "gradual"));
  const among = (some) => {
    const found = some.names.filter((name) => counts(name, some));
    return found.length >= some.least ? found : [];
  };
  const ways = combination.ways.map((way) => way.map(among)).filter((way) => way.every((found) => found.length));
  return [...new Set(ways.flat(2))].sort();
}

// The emergency rules that an entry wakes, alone or with what is stored for its date.
function emergencies(data, entry) {
  const stored = data.stored[entry.day] ?? { twitch: false, signs: {} };
  const both = { ...stored.signs };
  for (const [name, onsets] of Object.entries(entry.signs)) both[name] = [...(both[name] ?? []), ...onsets];
  const nonstop = (signs) => "nearly_nonstop" in signs;
  const twitch = stored.twitch || entry.twitch;
  return data.rules.filter((rule) => {
    const alone = foundBy(rule, entry.signs, twitch || nonstop(entry.signs));
    const before = foundBy(rule, stored.signs, stored.twitch || nonstop(stored.signs));
    const after = foundBy(rule, both, twitch || nonstop(both));
    return alone.length || String(after) !== String(before);
  }).map((rule) => rule.rule);
}

function entryIn(form) {
  const signs = {};
  for (const field of form.querySelectorAll("select[name^=sign_]")) {
    if (field.value) signs[field.name.slice("sign_".length)] = [field.value];
  }
  return { day: form.elements.date?.value || form.dataset.day, signs, twitch: form.dataset.unreached === "episode" };
}

// The whole page, as the diary's own answer would have it.
function showEmergency(data, entry, rules) {
  const page = document.querySelector("[data-emergency]").content.cloneNode(true);
  for (const line of page.querySelectorAll("[data-rule]")) line.hidden = !rules.includes(line.dataset.rule);
  const isNew = (medicine) => medicine.first <= entry.day && entry.day <= medicine.last;
  const medicines = rules.includes("E8_toxic") ? data.medicines.filter(isNew).map((medicine) => medicine.name) : [];
  const names = page.querySelector("[data-medicines]");
  names.textContent = [...new Set(medicines)].sort().join(", ");
  names.parentElement.hidden = !medicines.length;
  page.querySelector("button").addEventListener("click", () => coverWith(null));
  coverWith(page);
}

// Hides the page under the emergency, or brings back what was typed.
function coverWith(page) {
  const main = document.querySelector("main");
  main.querySelector(":scope > .emergency:not(.card)")?.remove();
  for (const part of [...main.children, ...document.querySelectorAll(".top, .bar")]) {
    part.hidden = part.matches("[data-kept]") ? part.hidden : page !== null;
  }
  if (page) main.prepend(page);
  scrollTo(0, 0);
  main.querySelector("h1").focus();
}

async function attempt(form, submitter) {
  const source = document.getElementById("emergency-data");
  if (source) {
    const [data, entry] = [JSON.parse(source.textContent), entryIn(form)];
    const rules = emergencies(data, entry);
    if (rules.length) showEmergency(data, entry, rules);
  }
  const reached = await reachable();
  delete form.dataset.sent;
  if (reached) {
    form.dataset.reached = "1";
    form.requestSubmit(submitter);
    return;
  }
  said.refused = keep(form, submitter) ? 0 : 1;
  tell();
  if (!document.querySelector(".emergency h1")) document.querySelector("[data-kept]").scrollIntoView({ behavior: "instant" });
}

for (const form of document.querySelectorAll("form[data-unreached]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.reached) {
      delete form.dataset.reached;
      return;
    }
    // A second press while the first is under way was stopped already.
    if (event.defaultPrevented) return;
    event.preventDefault();
    attempt(form, event.submitter);
  });
}
