// A form that can be saved without a connection. An emergency is shown before anything is sent.
"use strict";

// The signs of one date that match a combination, by the rules of tracker/core/red_flags/combinations.py.
function foundBy(combination, on) {
  const counts = (name, some) => on.signs[name] && (!some.sudden || on.signs[name].some((onset) => onset !== "gradual"));
  const among = (some) => {
    const found = some.names.filter((name) => counts(name, some));
    return found.length >= some.least ? found : [];
  };
  const ways = combination.ways
    .filter((way) => way.given.every((condition) => on.given.has(condition)))
    .map((way) => way.parts.map(among))
    .filter((parts) => parts.every((found) => found.length));
  return [...new Set(ways.flat(2))].sort();
}

// Lasting jerks as signs, by the rules of tracker/core/red_flags/jerks.py.
function jerksAsSigns(known, episode) {
  const goesOn = episode.stillGoing || episode.seconds >= known.seconds;
  if (episode.feel !== "jerk" || !goesOn || episode.fallingAsleep) return {};
  const regions = episode.places.map((place) => place.split(":")[0]);
  const limbs = {};
  for (const place of episode.places) {
    const [region, side] = place.split(":");
    if (region in known.limbs) limbs[known.limbs[region] + side] = (limbs[known.limbs[region] + side] ?? 0) + 1;
  }
  const withFace = regions.some((region) => !known.body.includes(region));
  const takesLimb = regions.some((region) => known.wholeArm.includes(region))
    || (withFace && Object.keys(limbs).length > 0) || Object.values(limbs).some((number) => number > 1);
  return { jerks_on: ["sudden"], ...(takesLimb ? { limb_jerks_on: ["sudden"] } : {}) };
}

// The date of an instant in the diary, whose day may begin some hours after midnight.
function dayOf(instant) {
  const { timeZone, dayStartsAt } = document.body.dataset;
  const moved = new Date(instant - 3_600_000 * Number(dayStartsAt ?? 0));
  return new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" }).format(moved);
}

// What waits on this device for one date, except one entry, in the form of stored entries.
function waitingOn(day, id) {
  const found = { twitch: false, signs: {} };
  for (const entry of ownQueue()) {
    const fields = new Map(entry.fields);
    const isEpisode = entry.address.startsWith("/episode/") && fields.has("client_id");
    const itsDay = fields.get("date") ?? entry.address.match(/\d{4}-\d\d-\d\d/)?.[0] ?? dayOf(entry.at);
    if (itsDay !== day || fields.get("client_id") === id) continue;
    found.twitch ||= isEpisode;
    for (const [name, value] of entry.fields) {
      const sign = name.match(/^sign_(.+)$/)?.[1];
      if (!sign || sign.endsWith("_onset")) continue;
      found.signs[sign] = [...(found.signs[sign] ?? []), fields.get(`${name}_onset`) || value];
    }
  }
  return found;
}

// The emergency rules that an entry matches, alone or with the stored and waiting entries of its date.
function emergencies(data, entry) {
  const known = data.stored[entry.day] ?? { twitch: false, signs: {} };
  const waiting = waitingOn(entry.day, entry.id);
  const stored = { twitch: known.twitch || waiting.twitch, signs: { ...known.signs } };
  for (const [name, onsets] of Object.entries(waiting.signs)) {
    stored.signs[name] = [...(stored.signs[name] ?? []), ...onsets];
  }
  const own = { ...entry.signs, ...(entry.episode ? jerksAsSigns(data.jerks, entry.episode) : {}) };
  const both = { ...stored.signs };
  for (const [name, onsets] of Object.entries(own)) both[name] = [...(both[name] ?? []), ...onsets];
  const holds = ([first, last]) => first <= entry.day && entry.day <= last;
  const always = [...data.always, ...Object.keys(data.windows).filter((name) => data.windows[name].some(holds))];
  const on = (signs, twitch) => {
    const twitched = twitch || "nearly_nonstop" in signs;
    return { signs, given: new Set(twitched ? [...always, "twitch"] : always) };
  };
  const twitch = stored.twitch || Boolean(entry.episode);
  return data.rules.filter((rule) => {
    const alone = foundBy(rule, on(own, twitch));
    const before = foundBy(rule, on(stored.signs, stored.twitch));
    const after = foundBy(rule, on(both, twitch));
    return alone.length || String(after) !== String(before);
  }).map((rule) => rule.rule);
}

// The duration of an episode in seconds, 0 if the form does not give it.
function secondsOf(form) {
  const lasting = form.elements.lasting?.value ?? "";
  if (lasting === "minutes") return 60 * (parseFloat(form.elements.minutes.value.replace(",", ".")) || 0);
  if (lasting !== "until") return Number(lasting) || 0;
  const minutes = (clock) => clock.split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
  const [from, until] = [form.elements.time.value, form.elements.until.value].map((clock) => clock.slice(0, 5));
  return from && until ? 60 * ((minutes(until) - minutes(from) + 1440) % 1440) : 0;
}

function episodeIn(form) {
  return {
    feel: form.elements.feel?.value ?? "",
    stillGoing: form.elements.lasting?.value === "going",
    seconds: secondsOf(form),
    fallingAsleep: form.elements.falling_asleep?.value === "yes",
    places: [...form.querySelectorAll("[name=places]:checked")].map((field) => field.value),
  };
}

function entryIn(form) {
  const signs = {};
  for (const chip of form.querySelectorAll("[type=checkbox][name^=sign_]:checked")) {
    signs[chip.name.slice("sign_".length)] = [form.elements[`${chip.name}_onset`].value || chip.value];
  }
  const day = form.elements.date?.value || form.dataset.day;
  const id = form.elements.client_id?.value;
  return { id, day, signs, episode: form.dataset.offlineForm === "episode" ? episodeIn(form) : null };
}

// The emergency page, as the server would render it.
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

// Hides the form behind the emergency page, or shows the form again.
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
  const [data, entry] = [source && JSON.parse(source.textContent), entryIn(form)];
  const rules = data ? emergencies(data, entry) : [];
  if (rules.length) showEmergency(data, entry, rules);
  if (await submitIfReachable(form, submitter)) return;
  outcomes.refused = enqueue(form, submitter) ? 0 : 1;
  showQueue();
  if (isShell) {
    if (!rules.length && !outcomes.refused) document.dispatchEvent(new CustomEvent("queued", { detail: form }));
    sendAll();
  }
  if (!document.querySelector(".emergency h1")) document.querySelector("[data-kept]").scrollIntoView({ behavior: "instant" });
}

for (const form of document.querySelectorAll("form[data-offline-form]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.reached) {
      delete form.dataset.reached;
      return;
    }
    // levator.js has already stopped a second press during the first.
    if (event.defaultPrevented) return;
    event.preventDefault();
    attempt(form, event.submitter);
  });
}
