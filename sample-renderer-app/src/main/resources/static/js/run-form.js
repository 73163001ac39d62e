// The chosen blueprint and the form that runs it.

import { interaction, post } from "./api.js";
import { byId, el } from "./dom.js";
import { draw, mark } from "./graph.js";
import { on, tell } from "./messages.js";
import { newest } from "./runs.js";

let blueprint = null;
let image = null;
let run = null;

/** The input as a value; null with a message where it is not JSON. */
function input() {
  const field = byId("input");
  const text = field.value.trim();
  let problem = "";
  let value = null;
  try {
    value = text ? JSON.parse(text) : null;
  } catch (failure) {
    problem = `This is not JSON: ${failure.message}`;
  }
  field.setAttribute("aria-invalid", String(Boolean(problem)));
  byId("input-problem").textContent = problem;
  return { value, problem };
}

async function submit(event) {
  event.preventDefault();
  const { value, problem } = input();
  if (problem || !blueprint) {
    byId("input").focus();
    return;
  }
  byId("run-problem").textContent = "";
  interaction("run", blueprint.id);
  try {
    const started = await post("/api/runs", {
      blueprintId: blueprint.id, input: value, times: Number(byId("times").value) || 1,
    });
    tell("page:run", newest(started[0]));
  } catch (failure) {
    byId("run-problem").textContent = `It could not be started: ${failure.message}`;
  }
}

function show(chosen) {
  if (!chosen) return;
  blueprint = chosen;
  byId("stage-title").textContent = chosen.name;
  byId("stage-id").textContent = chosen.id;
  image = draw(chosen);
  byId("graph").replaceChildren(image);
  byId("run").disabled = false;
  showStates();
}

function showStates() {
  if (image) mark(image, blueprint, run?.blueprintId === blueprint.id ? states(run) : []);
}

/** What still ran when the conductor was lost does not run any more. */
function states({ nodes, status }) {
  return status === "LOST" ? nodes.map(node => node.status === "RUNNING" ? { ...node, status: "FAILED" } : node) : nodes;
}

export function start() {
  byId("run-form").onsubmit = submit;
  byId("input").oninput = () => input();
  byId("input").onkeydown = event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("run-form").requestSubmit();
  };
  byId("graph").replaceChildren(el("p", { className: "empty" }, "Choose a blueprint to see its nodes."));
  on("page:blueprint", show);
  on("page:run", chosen => {
    run = chosen;
    showStates();
  });
  on("run", changed => {
    if (changed.id !== run?.id) return;
    run = changed;
    showStates();
  });
}
