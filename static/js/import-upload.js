// Large files are sent in pieces: a broken connection costs one piece, and what has arrived waits for the rest.
"use strict";

const FIRST_PIECE_BYTES = 250_000;
// At 40 kbit/s, this takes the ten seconds that the server waits for a small body.
const MIN_PIECE_BYTES = 50_000;
const PIECE_MS = 1_000;
const PIECE_TIMEOUT_MS = 60_000;
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

// What the server says in words, as opposed to a connection that broke.
class Refused extends Error {}

// Returns what the server answers. Whatever is not from the diary itself counts as a broken connection.
async function postTo(address, body, token, stop) {
  const ends = new AbortController();
  const end = () => ends.abort();
  const timer = setTimeout(end, PIECE_TIMEOUT_MS);
  stop.addEventListener("abort", end);
  try {
    const headers = { "X-CSRFToken": token, "Content-Type": "application/octet-stream" };
    const response = await fetch(address, { method: "POST", body, headers, signal: ends.signal });
    // A page instead of data: the log-in has ended, and sending it again does not help. Errors of a server may pass.
    const isPage = response.headers.get("Content-Type") !== "application/json";
    if (isPage && response.status < 500) throw new Refused("");
    const answer = await response.json();
    if (answer.refused !== undefined) throw new Refused(answer.refused);
    return answer;
  } finally {
    clearTimeout(timer);
    stop.removeEventListener("abort", end);
  }
}

// `makeBody` is called for each try.
async function postAgain(address, makeBody, token, stop) {
  for (const wait of WAITS_MS) {
    try {
      return await postTo(address, makeBody(), token, stop);
    } catch (problem) {
      if (stop.aborted || problem instanceof Refused) throw problem;
      await new Promise((resolve) => setTimeout(resolve, wait));
      stop.throwIfAborted();
    }
  }
  return postTo(address, makeBody(), token, stop);
}

// The piece that begins at this byte of all files together. It ends where its file ends.
function pieceAt(files, begins, bytes) {
  let before = 0;
  for (const file of files) {
    if (begins < before + file.size) return file.slice(begins - before, begins - before + bytes);
    before += file.size;
  }
  return new Blob();
}

// Sends what is missing, and returns the address where the page goes on. Pieces grow while they take less than a second.
// What did not get through is tried again in a smaller piece: a line may become too slow for the limits of time.
async function sendInPieces(files, form, stop, show) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const announced = JSON.stringify(files.map((file) => [file.name, file.size, file.lastModified]));
  let answer = await postAgain(form.dataset.begin, () => announced, token, stop);
  const { pieces } = answer;
  let bytes = FIRST_PIECE_BYTES;
  while (!answer.next) {
    show(answer.received);
    const began = performance.now();
    const from = answer.received;
    let tries = 0;
    const cutPiece = () => {
      if (tries > 0) bytes = Math.max(bytes / 2, MIN_PIECE_BYTES);
      tries += 1;
      return pieceAt(files, from, bytes);
    };
    answer = await postAgain(`${pieces}?from=${from}`, cutPiece, token, stop);
    const isQuick = performance.now() - began < PIECE_MS;
    if (isQuick) bytes = Math.min(2 * bytes, Number(form.dataset.piece));
    else if (tries === 1) bytes = Math.max(bytes / 2, Math.min(bytes, FIRST_PIECE_BYTES));
  }
  return answer.next;
}

for (const form of document.querySelectorAll("form[data-begin]")) {
  const part = (name) => form.querySelector(`[data-upload-${name}]`);
  const field = form.elements.file;
  let stop = new AbortController();
  let isAtWork = false;
  field.dataset.mostBytes = form.dataset.most;
  field.dataset.tooLarge = form.dataset.tooLarge;

  const tell = (text) => {
    part("told").textContent = text;
    part("told").hidden = !text;
  };
  const setSending = (isSending) => {
    part("progress").hidden = !isSending;
    part("button").hidden = isSending;
    field.disabled = isSending;
  };

  form.addEventListener("submit", async (event) => {
    // Some browsers list files in the order in which they were tapped. What has arrived is found again in any order.
    const files = [...field.files].sort((one, other) => one.name.localeCompare(other.name) || one.size - other.size);
    const total = files.reduce((sum, file) => sum + file.size, 0);
    if (event.defaultPrevented || total <= Number(form.dataset.above)) return;
    event.preventDefault();
    stop = new AbortController();
    isAtWork = true;
    tell("");
    part("broken").hidden = true;
    setSending(true);
    // A phone that goes to sleep stops sending.
    const awake = await navigator.wakeLock?.request("screen").catch(() => null);
    const inMB = (bytes) => Math.floor(bytes / 1_000_000);
    try {
      location.assign(await sendInPieces(files, form, stop.signal, (received) => {
        const output = part("progress").querySelector("output");
        part("progress").querySelector("progress").value = received / total;
        output.textContent = output.dataset.pattern.replace("{received}", inMB(received)).replace("{total}", inMB(total));
      }));
    } catch (problem) {
      part("broken").hidden = stop.signal.aborted || Boolean(problem.message && problem instanceof Refused);
      if (problem instanceof Refused) tell(problem.message);
      setSending(false);
    } finally {
      isAtWork = false;
      awake?.release();
      // levator.js holds back a second press.
      delete form.dataset.sent;
    }
  });
  // Firefox keeps a field disabled when its page is loaded again, and a page may be shown again as it was left.
  addEventListener("pageshow", () => {
    if (!isAtWork) setSending(false);
  });
  part("stop").addEventListener("click", () => {
    stop.abort();
    document.querySelector("form[data-upload-forget]").requestSubmit();
  });
}
