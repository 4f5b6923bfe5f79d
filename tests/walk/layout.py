"""What a browser measures on a page: scripts for `page.evaluate`."""

OPEN_EVERYTHING = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
TOO_WIDE = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
# Elements shown by the first script have reserved space, so that the page does not move.
MOVED = """() => {
  const root = document.documentElement;
  const height = () => document.querySelector("main").getBoundingClientRect().height;
  const now = height();
  root.classList.remove("has-script");
  const before = height();
  root.classList.add("has-script");
  return before === now ? [] : [`${before} px high, then ${now}`];
}"""
ENLARGE_TEXT = "(size) => { document.documentElement.style.fontSize = size; }"
# Whatever is pressed, with the label that belongs to it; links within a line of text are excepted, as in WCAG 2.5.8.
TOO_SMALL = """() => [...document.querySelectorAll("a, button, summary, select, textarea, input")]
.flatMap((control) => {
  if (control.type === "hidden" || !control.checkVisibility()) return [];
  if (control.closest("svg, .skip, [aria-hidden=true]")) return [];
  if (control.tagName === "A" && getComputedStyle(control).display === "inline") return [];
  const boxes = [control, ...(control.labels ?? [])].map((part) => part.getBoundingClientRect());
  const [width, height] = ["width", "height"].map((side) => Math.max(...boxes.map((box) => box[side])));
  // Eleven strengths have to fit beside one another; WCAG 2.2 (2.5.8) asks for 24.
  const least = control.closest(".strengths, .scores") ? 24 : 43.5;
  return width < least || height < 43.5 ? [`${control.outerHTML.slice(0, 120)} ${width} x ${height}`] : [];
})"""
