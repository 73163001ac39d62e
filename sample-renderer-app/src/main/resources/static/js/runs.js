// The runs of this editor, the newest first.

import { blueprint, choose } from "./blueprints.js";
import { announce, byId, clock, duration, el, oncePerFrame } from "./dom.js";
import { on, tell } from "./messages.js";

const KEPT = 500;
const STATUS = {
  WAITING: "waiting", RUNNING: "running", COMPLETED: "completed", FAILED: "failed",
  CANCELLED: "cancelled", TIMED_OUT: "timed out", LOST: "lost",
};

const runs = new Map();
const rows = new Map();
const changed = new Set();
let chosen = null;

/** What is known about a run now: the messages may be ahead of the answer that brought this view of it. */
export const newest = run => runs.get(run.id) ?? run;

export const isEnd = run => run.status !== "WAITING" && run.status !== "RUNNING";
export const statusText = run => STATUS[run.status];
export const took = run => duration(new Date(run.endedAt ?? Date.now()) - new Date(run.startedAt));

function received(run) {
  const before = runs.get(run.id);
  if (before && isEnd(before)) return;
  runs.set(run.id, run);
  changed.add(run.id);
  if (before && isEnd(run)) announce(`Run ${run.number} of ${run.blueprintId} ${statusText(run)}`);
  draw();
}

const draw = oncePerFrame(() => {
  for (const id of changed) row(runs.get(id));
  changed.clear();
  forgetOld();
  byId("runs-empty").hidden = runs.size > 0;
  const counts = new Map();
  for (const run of runs.values()) counts.set(statusText(run), (counts.get(statusText(run)) ?? 0) + 1);
  byId("runs-summary").textContent = [...counts].map(([status, count]) => `${count} ${status}`).join(" · ");
});

function row(run) {
  let parts = rows.get(run.id);
  if (!parts) rows.set(run.id, parts = newRow(run));
  parts.button.dataset.status = run.status;
  parts.status.textContent = statusText(run);
  parts.bar.value = run.percent;
  parts.bar.hidden = isEnd(run);
  parts.detail.textContent = isEnd(run) ? `${clock(run.startedAt)} · ${took(run)}` : `${run.percent} %`;
}

function newRow(run) {
  const status = el("span", { className: "chip" });
  const detail = el("span", { className: "quiet" });
  const bar = el("progress", { max: 100, "aria-label": `Progress of run ${run.number}` });
  const button = el("button", { type: "button", className: "run", "data-id": run.id, "aria-current": String(run.id === chosen), onclick: () => open(run.id) },
    el("span", { className: "run-name" }, `#${run.number} ${run.blueprintId}`), detail, status, bar);
  const item = el("li", {}, button);
  // The newest first, also where a page that opens is told of many
  const after = [...byId("runs").children].find(other => runs.get(other.firstChild.dataset.id).number < run.number);
  byId("runs").insertBefore(item, after ?? null);
  return { item, button, status, detail, bar };
}

function forgetOld() {
  for (const run of runs.values()) {
    if (runs.size <= KEPT) return;
    if (!isEnd(run)) continue;
    runs.delete(run.id);
    rows.get(run.id).item.remove();
    rows.delete(run.id);
  }
}

function open(id) {
  const run = runs.get(id);
  if (blueprint(run.blueprintId)) choose(run.blueprintId);
  tell("page:run", run);
}

export function start() {
  on("run", received);
  on("page:run", run => {
    chosen = run?.id ?? null;
    for (const [id, { button }] of rows) button.setAttribute("aria-current", String(id === chosen));
  });
}
