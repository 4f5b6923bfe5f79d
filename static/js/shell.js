// Makes a page that was put aside one of now: new ids, the day and the time, by the device's clock in the diary's zone.
"use strict";

const { timeZone, dayStartsAt } = document.body.dataset;
const LATE_NIGHT_ENDS = 3;

const inWords = (day) => new Intl.DateTimeFormat(DATES_OF, {
  weekday: "long", day: "numeric", month: "long", timeZone: "UTC",
}).format(new Date(day));
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

chooseDay();
beNow();
addEventListener("pageshow", beNow);
// The next tap or episode is another one. A check-in can be corrected where it is.
document.addEventListener("queued", ({ detail: form }) => {
  if (form.dataset.offlineForm === "check-in") return;
  form.reset();
  for (const face of form.querySelectorAll("[data-face]")) face.dispatchEvent(new Event("change"));
  beNow();
});
