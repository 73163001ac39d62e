// A result as a table or as JSON.

import { interaction } from "./api.js";
import { byId, el } from "./dom.js";

let result = null;
let asJson = false;

const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);

/** A list of objects is a table with a row for each, an object one with a row for each field; both nest. */
export function table(value) {
  if (Array.isArray(value) && value.length && value.every(isObject)) {
    const columns = [...new Set(value.flatMap(Object.keys))];
    return el("table", {},
      el("thead", {}, el("tr", {}, ...columns.map(column => el("th", { scope: "col" }, column)))),
      el("tbody", {}, ...value.map(row => el("tr", {}, ...columns.map(column => cell(row[column]))))));
  }
  if (isObject(value) && Object.keys(value).length) {
    return el("table", {}, el("tbody", {}, ...Object.entries(value).map(([name, each]) =>
      el("tr", {}, el("th", { scope: "row" }, name), cell(each)))));
  }
  return el("p", { className: "value" }, text(value));
}

function cell(value) {
  if (value !== null && typeof value === "object" && Object.keys(value).length) {
    const plain = Array.isArray(value) && !value.some(isObject);
    return el("td", {}, plain ? value.map(text).join(", ") : table(value));
  }
  return el("td", { className: typeof value === "number" ? "number" : "" }, text(value));
}

const text = value => value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);

function draw() {
  byId("result").hidden = !result;
  if (!result) return;
  const node = byId("result-of").value;
  const value = node ? result.outputs[node] : result.output;
  byId("as-table").setAttribute("aria-pressed", String(!asJson));
  byId("as-json").setAttribute("aria-pressed", String(asJson));
  byId("result-value").replaceChildren(asJson ? el("pre", {}, JSON.stringify(value, null, 2)) : table(value));
}

/** Shows the result of a run, or nothing. */
export function show(next, download = null) {
  result = next;
  if (result) {
    byId("result-of").replaceChildren(
      el("option", { value: "" }, "the blueprint"),
      ...Object.keys(result.outputs).map(node => el("option", { value: node }, `node ${node}`)));
    byId("download").href = download;
  }
  draw();
}

export function start() {
  byId("result-of").onchange = draw;
  byId("as-table").onclick = () => { asJson = false; draw(); };
  byId("as-json").onclick = () => { asJson = true; draw(); };
  byId("download").onclick = () => interaction("download", result.executionId);
}
