// What the conductor does for all editors together.

import { byId, clock, el } from "./dom.js";
import { on } from "./messages.js";

function item(execution) {
  return el("tr", { "data-status": execution.status },
    el("td", {}, execution.blueprintId),
    el("td", {}, el("span", { className: "chip" }, execution.status.toLowerCase().replace("_", " "))),
    el("td", {}, el("time", { dateTime: execution.startedAt }, clock(execution.startedAt))),
    el("td", { className: "quiet id" }, execution.executionId));
}

export function start() {
  on("state", state => {
    byId("shared-rows").replaceChildren(...[...state.running, ...state.recent].map(item));
    byId("shared").hidden = !state.running.length && !state.recent.length;
    byId("shared-empty").hidden = !byId("shared").hidden;
    byId("shared-count").textContent = state.running.length ? ` ${state.running.length}` : "";
  });
}
