// All about the chosen run: progress, log, result or error.

import { get, interaction, post } from "./api.js";
import { announce, byId, clock, el, oncePerFrame, simpleName } from "./dom.js";
import { logItem } from "./log.js";
import { on } from "./messages.js";
import { show as showResult } from "./result.js";
import { isEnd, statusText, took } from "./runs.js";

let run = null;
let lines = new Map();
let saidQuarter = 0;

const draw = oncePerFrame(() => {
  byId("run-panel").hidden = !run;
  if (!run) return;
  byId("run-panel").dataset.status = run.status;
  byId("run-title").textContent = `Run #${run.number} · ${run.blueprintId}`;
  byId("run-status").textContent = statusText(run);
  byId("run-bar").value = run.percent;
  byId("run-percent").textContent = `${run.percent} %`;
  byId("run-message").textContent = run.status === "WAITING" ? "asked for; nothing heard from the conductor yet" : run.message ?? "";
  byId("run-times").textContent = `started ${clock(run.startedAt)}${isEnd(run) ? `, took ${took(run)}` : ""}`;
  byId("cancel").hidden = isEnd(run);
  showError(run.error);
  byId("run-log").replaceChildren(...[...lines.values()].sort((a, b) => a.number - b.number).map(logItem));
  byId("run-log-empty").hidden = lines.size > 0;
});

function showError(error) {
  byId("run-error").hidden = !error;
  if (!error) return;
  byId("error-type").textContent = simpleName(error.type);
  byId("error-type").title = error.type;
  byId("error-node").textContent = error.nodeId ? `at node ${error.nodeId}` : "";
  byId("error-where").textContent = error.remote ? "in the conductor" : "in this editor";
  byId("error-message").textContent = error.message;
  byId("error-stack").hidden = !error.stack;
  byId("error-stack-text").textContent = error.stack ?? "";
}

/** What the messages do not bring: input, result, and the log lines from before. */
async function load() {
  const id = run.id;
  try {
    const details = await get(`/api/runs/${encodeURIComponent(id)}`);
    if (run?.id !== id) return;
    run = details.run;
    for (const line of details.log) lines.set(line.number, line);
    byId("run-input").textContent = details.input === null ? "none" : JSON.stringify(details.input);
    showResult(details.result, `/api/runs/${encodeURIComponent(id)}/result.json`);
  } catch (failure) {
    if (run?.id === id) byId("run-message").textContent = failure.message;
  }
  draw();
}

function chosen(next) {
  run = next;
  lines = new Map();
  saidQuarter = 0;
  showResult(null);
  byId("cancel").disabled = false;
  draw();
  if (run) load();
}

function changed(next) {
  if (next.id !== run?.id) return;
  run = next;
  const quarter = Math.floor(run.percent / 25);
  if (!isEnd(run) && quarter > saidQuarter) announce(`Run ${run.number}: ${run.percent} percent`);
  saidQuarter = quarter;
  if (isEnd(run)) load();
  draw();
}

async function cancel() {
  const id = run.id;
  byId("cancel").disabled = true;
  interaction("cancel", run.blueprintId);
  try {
    await post(`/api/runs/${encodeURIComponent(id)}/cancel`);
  } catch (failure) {
    byId("run-message").textContent = `It could not be cancelled: ${failure.message}`;
    byId("cancel").disabled = false;
  }
}

export function start() {
  byId("cancel").onclick = cancel;
  byId("close-run").onclick = () => chosen(null);
  on("page:run", chosen);
  on("run", changed);
  on("log", line => {
    if (!run || line.executionId !== run.id) return;
    lines.set(line.number, line);
    draw();
  });
  setInterval(() => {
    if (run && !isEnd(run)) draw();
  }, 1000);
}
