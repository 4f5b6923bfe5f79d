// A timer for what may ease a twitch, with the rhythm of slow breathing. The page says the same in words.
"use strict";

const BREATH_S = { in: 4, whole: 10 };
const timer = document.querySelector("[data-timer-min]");

if (timer) {
  const total = Number(timer.dataset.timerMin) * 60;
  const button = timer.querySelector("button");
  const left = timer.querySelector(".timer-left");
  const says = timer.querySelector(".timer-says");
  let ticking = 0;
  let began = 0;

  const showLeft = (seconds) => { left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`; };
  const say = (text) => { if (says.textContent !== text) says.textContent = text; };

  const stop = (text) => {
    clearInterval(ticking);
    ticking = 0;
    timer.classList.remove("breathes-in", "breathes-out");
    button.textContent = timer.dataset.start;
    showLeft(total);
    say(text);
  };

  const tick = () => {
    const passed = Math.floor((Date.now() - began) / 1000);
    if (passed >= total) {
      stop(timer.dataset.done);
      document.getElementById("helped")?.focus();
      return;
    }
    showLeft(total - passed);
    if (!timer.dataset.in) return;
    const isIn = passed % BREATH_S.whole < BREATH_S.in;
    timer.classList.toggle("breathes-in", isIn);
    timer.classList.toggle("breathes-out", !isIn);
    say(isIn ? timer.dataset.in : timer.dataset.out);
  };

  button.addEventListener("click", () => {
    if (ticking) return stop("");
    began = Date.now();
    button.textContent = timer.dataset.stop;
    say("");
    ticking = setInterval(tick, 250);
    tick();
  });

  timer.hidden = false;
  showLeft(total);
}
