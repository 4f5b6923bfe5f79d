// Makes a page that was put aside one of now: new ids, the day and the time, by the device's clock in the diary's zone.
"use strict";

const { timeZone, dayStartsAt } = document.body.dataset;
const LATE_NIGHT_ENDS = 3;

// As the server writes a day: "Monday, 30 November". British English leaves the comma out.
const inWords = (day) => {
  const format = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  const parts = new Intl.DateTimeFormat(DATES_OF, format).formatToParts(new Date(day));
  const { weekday, day: number, month } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${weekday}, ${number} ${month}`;
};
const dayBefore = (day) => new Date(new Date(day) - 86_400_000).toISOString().slice(0, 10);
const clockNow = () => new Intl.DateTimeFormat("sv", { timeZone, timeStyle: "short" }).format(new Date());

function beNow() {
  for (const form of document.querySelectorAll("form[data-offline-form]")) renewId(form);
  const { date, time } = document.querySelector("form[data-offline-form=episode]")?.elements ?? {};
  if (date && !date.value) [date.value, time.value] = [dayOf(Date.now()), clockNow()];
}

// The check-in belongs to the day in the address, or to today. After midnight it is asked which day is meant.
function chooseDay() {
  const form = document.querySelector("form[data-offline-form=check-in]");
  const choices = document.querySelector("[data-shell-days]");
  const heading = document.querySelector("[data-shell-heading]");
  const today = dayOf(Date.now());
  if (!choices) {
    if (heading) heading.textContent = inWords(today);
    return;
  }
  const asked = location.pathname.match(/\d{4}-\d\d-\d\d/)?.[0];
  const isLate = Number(clockNow().slice(0, 2)) < LATE_NIGHT_ENDS;
  const newest = isLate ? dayOf(Date.now() + 3_600_000 * Number(dayStartsAt)) : today;
  const choose = (day) => {
    form.hidden = !day;
    heading.textContent = inWords(day || newest);
    form.dataset.day = day;
    form.action = `/check-in/${day}/`;
  };
  for (const day of new Set([newest, dayBefore(newest), asked].filter(Boolean))) {
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "shell_day", value: day });
    radio.checked = day === (asked ?? (isLate ? "" : newest));
    radio.addEventListener("change", () => {
      renewId(form);
      choose(day);
    });
    const label = document.createElement("label");
    label.append(radio, Object.assign(document.createElement("span"), { textContent: inWords(day) }));
    choices.append(label);
  }
  choose(asked ?? (isLate ? "" : newest));
}

// On the start page: the episodes that wait here and go on, and the newest of all with its strength.
function showWaiting() {
  const box = document.querySelector("[data-waiting]");
  if (!box) return;
  const queue = ownQueue();
  const taps = queue.filter(({ address }) => /^\/episode\/(now|just-now)\//.test(address));
  const cards = new Map([...box.children].map((card) => [card.dataset.id, card]));
  for (const tap of taps) {
    const id = new Map(tap.fields).get("client_id");
    const isNewest = tap === taps.at(-1);
    const runs = tap.address.startsWith("/episode/now/")
      && !queue.some(({ address }) => address === `/episode/${id}/stopped/`);
    const card = cards.get(id) ?? waitingCard(id, tap.at);
    cards.delete(id);
    if (!runs && !isNewest) card.remove();
    else if (!card.isConnected) box.append(card);
    card.querySelector("[data-part=stopped]").hidden = !runs;
    const strength = card.querySelector("[data-part=strength]");
    if (strength) strength.hidden = !isNewest;
  }
  for (const card of cards.values()) card.remove();
}

function waitingCard(id, at) {
  const card = document.querySelector("template[data-waiting-episode]").content.firstElementChild.cloneNode(true);
  card.dataset.id = id;
  const clock = new Intl.DateTimeFormat("sv", { timeZone, timeStyle: "short" });
  card.querySelector("[data-since]").textContent = clock.format(new Date(at));
  for (const form of card.querySelectorAll("form")) form.action = `/episode/${id}/${form.dataset.part}/`;
  return card;
}

// A quiet day is offered as on Today: not in the night, when it is not clear which day is meant.
function offerNoTwitch() {
  const form = document.querySelector("form[data-no-twitch]");
  if (!form) return;
  const today = dayOf(Date.now());
  form.action = `/check-in/${today}/no-twitch/`;
  form.hidden = Number(clockNow().slice(0, 2)) < LATE_NIGHT_ENDS || waitingOn(today, "").twitch;
}

chooseDay();
beNow();
addEventListener("pageshow", beNow);
document.addEventListener("queueshown", () => {
  showWaiting();
  offerNoTwitch();
  // The line about entries that wait says the same.
  const unreached = document.querySelector("[data-unreached]");
  if (unreached) unreached.hidden = ownQueue().length > 0;
});
// The next tap or episode is another one. A check-in can be corrected where it is.
document.addEventListener("queued", ({ detail: form }) => {
  if (form.dataset.offlineForm === "check-in") return;
  form.reset();
  for (const face of form.querySelectorAll("[data-face]")) face.dispatchEvent(new Event("change"));
  beNow();
});
