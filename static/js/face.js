// Makes the face map clickable. The plain list beside it holds the values: checkboxes, or buttons that send one place.
// The picture only operates them, so the page works without this script.

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function centreOf(region) {
  const box = region.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

// The nearest region in a direction. Sideways distance counts double, so that arrow keys follow rows and columns.
function nearest(regions, from, [right, down]) {
  const [x, y] = centreOf(from);
  let best = null;
  let least = Infinity;
  for (const region of regions) {
    const [dx, dy] = [centreOf(region)[0] - x, centreOf(region)[1] - y];
    const ahead = dx * right + dy * down;
    const far = ahead + 2 * Math.abs(dx * down + dy * right);
    if (ahead > 4 && far < least) [best, least] = [region, far];
  }
  return best;
}

function bringToLife(box) {
  const sends = box.dataset.face === "send";
  const said = box.querySelector(".face-said");
  const controls = new Map();
  for (const control of box.querySelectorAll(".face-choice [value], .face-choice[value]")) {
    controls.set(control.value, control);
  }
  const regions = [...box.querySelectorAll(".region")];
  const controlOf = (region) => controls.get(region.dataset.place);
  const nameOf = (control) => control.getAttribute("aria-label");

  function say(region) {
    const chosen = [...controls.values()].filter((control) => control.checked).map(nameOf);
    said.textContent = region ? nameOf(controlOf(region)) : chosen.join(" · ") || said.dataset.hint;
  }

  function show() {
    for (const region of sends ? [] : regions) {
      region.classList.toggle("is-on", controlOf(region).checked);
      region.setAttribute("aria-checked", String(controlOf(region).checked));
    }
    say(null);
  }

  function standOn(region) {
    for (const other of regions) other.setAttribute("tabindex", other === region ? "0" : "-1");
  }

  function onKey(event) {
    const region = event.target.closest(".region");
    const towards = DIRECTIONS[event.key];
    if (!region || event.altKey || event.ctrlKey || event.metaKey) return;
    if (towards) {
      nearest(regions, region, towards)?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      controlOf(region).click();
    } else {
      return;
    }
    event.preventDefault();
  }

  const picture = box.querySelector(".face-map");
  picture.setAttribute("role", "group");
  picture.classList.add("is-live");
  for (const region of regions) {
    region.setAttribute("role", sends ? "button" : "checkbox");
    region.setAttribute("aria-label", nameOf(controlOf(region)));
    region.addEventListener("click", () => controlOf(region).click());
    region.addEventListener("focus", () => (standOn(region), say(region)));
    region.addEventListener("blur", () => say(null));
    region.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && say(region));
    region.addEventListener("pointerleave", () => say(null));
  }
  picture.addEventListener("keydown", onKey);
  box.addEventListener("change", show);
  // Going back and reloading restore checkboxes without a change event.
  window.addEventListener("pageshow", show);

  standOn(box.querySelector(".region.is-on, .region.is-last") ?? regions[0]);
  box.querySelector("[data-face-list]").open = false;
  show();
}

document.querySelectorAll("[data-face]").forEach(bringToLife);
