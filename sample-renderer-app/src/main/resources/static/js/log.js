// What the conductor says to everyone: its log, and what went wrong.

import { byId, clock, el, oncePerFrame, simpleName } from "./dom.js";
import { on } from "./messages.js";

const KEPT = 300;

/** Keeps the newest entries of a list and shows those that are new before the next frame. */
function feed(list, empty, item) {
  let last = 0;
  let waiting = [];
  const draw = oncePerFrame(() => {
    const stick = list.scrollHeight - list.scrollTop - list.clientHeight < 30;
    list.append(...waiting.slice(-KEPT).map(item));
    waiting = [];
    while (list.children.length > KEPT) list.firstChild.remove();
    empty.hidden = list.children.length > 0;
    if (stick) list.scrollTop = list.scrollHeight;
  });
  return entry => {
    // A page that connects again is told the last ones again
    if (entry.number <= last) return;
    last = entry.number;
    waiting.push(entry);
    draw();
  };
}

export function logItem(line) {
  return el("li", { className: "line", "data-level": line.level },
    el("time", { dateTime: line.at }, clock(line.at)),
    el("span", { className: "level" }, line.level),
    el("span", {}, line.nodeId ? `${line.nodeId}: ${line.message}` : line.message));
}

function errorItem(error) {
  return el("li", { className: "line", "data-level": "ERROR" },
    el("time", { dateTime: error.at }, clock(error.at)),
    el("span", { className: "level", title: error.type }, simpleName(error.type)),
    el("span", {}, error.message));
}

export function start() {
  const log = feed(byId("log"), byId("log-empty"), logItem);
  const errors = feed(byId("errors"), byId("errors-empty"), errorItem);
  let count = 0;
  on("log", log);
  on("error", error => {
    errors(error);
    count = Math.max(count, error.number);
    byId("errors-count").textContent = ` ${count}`;
  });
}
