// The messages that pass the editor's bus. The server taps the bus only while this is looked at.

import { byId, clock, el, oncePerFrame } from "./dom.js";
import { on } from "./messages.js";

const KEPT = 500;
const ARROWS = { sent: "→", received: "←", local: "↻" };

let source = null;
let visible = false;
let paused = false;
let waiting = [];
let dropped = 0;

function matches(row) {
  return row.dataset.text.includes(byId("inspector-filter").value.trim().toLowerCase());
}

function row(entry) {
  const payload = entry.payload === null ? "" : JSON.stringify(entry.payload);
  const item = el("tr", { "data-text": `${entry.name} ${entry.kind} ${entry.direction} ${entry.outcome} ${payload}`.toLowerCase() },
    el("td", {}, el("time", { dateTime: entry.time }, clock(entry.time))),
    el("td", { title: entry.direction, "aria-label": entry.direction }, ARROWS[entry.direction] ?? ""),
    el("td", { className: "quiet" }, entry.kind),
    el("td", {}, el("strong", {}, entry.name)),
    el("td", { className: "number" }, entry.size ? `${entry.size} B` : ""),
    el("td", { className: "quiet" }, entry.outcome),
    el("td", { className: "payload", title: payload.slice(0, 2000) }, payload.slice(0, 160)));
  item.hidden = !matches(item);
  return item;
}

const draw = oncePerFrame(() => {
  const rows = byId("inspector-rows");
  rows.prepend(...waiting.slice(-KEPT).reverse().map(row));
  waiting = [];
  while (rows.children.length > KEPT) rows.lastChild.remove();
  byId("inspector").hidden = !rows.children.length;
  byId("inspector-empty").hidden = rows.children.length > 0;
  byId("inspector-note").textContent = [
    paused ? "Paused: what passes meanwhile is not recorded." : "",
    dropped ? `${dropped} messages came too fast to be shown.` : "",
  ].join(" ");
});

/** Looks while the tab is open and not paused. */
function look() {
  const wanted = visible && !paused && !document.hidden;
  if (wanted && !source) {
    source = new EventSource("/api/inspector");
    source.onmessage = event => {
      const batch = JSON.parse(event.data);
      waiting.push(...batch.entries);
      dropped += batch.dropped;
      draw();
    };
  } else if (!wanted && source) {
    source.close();
    source = null;
  }
  byId("inspector-pause").setAttribute("aria-pressed", String(paused));
  draw();
}

export function start() {
  byId("inspector-pause").onclick = () => { paused = !paused; look(); };
  byId("inspector-clear").onclick = () => { byId("inspector-rows").replaceChildren(); dropped = 0; draw(); };
  byId("inspector-filter").oninput = () => {
    for (const each of byId("inspector-rows").children) each.hidden = !matches(each);
  };
  on("page:tab", tab => { visible = tab === "tab-inspector"; look(); });
  document.addEventListener("visibilitychange", look);
}
