// The blueprints that the conductor has, and which one is chosen.

import { get, interaction } from "./api.js";
import { isConnected } from "./badge.js";
import { byId, el } from "./dom.js";
import { on, tell } from "./messages.js";

let list = [];
let chosen = null;
let asking = false;

export const blueprint = id => list.find(each => each.id === id);

/** Chooses one; everybody who shows it hears of it. */
export function choose(id) {
  chosen = id;
  for (const button of byId("blueprints").querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.id === id));
  }
  tell("page:blueprint", blueprint(id));
}

function note(text, state = "") {
  byId("blueprints-note").textContent = text;
  byId("blueprints-note").dataset.state = state;
}

async function load() {
  if (asking) return;
  if (!isConnected()) {
    note(list.length ? "" : "The list comes as soon as the conductor is there.");
    return;
  }
  asking = true;
  if (!list.length) note("Asking the conductor…");
  try {
    const answer = await get("/api/blueprints");
    list = answer.blueprints;
    show(answer);
  } catch (failure) {
    note(`The conductor did not say: ${failure.message}`, "error");
  } finally {
    asking = false;
  }
}

function show({ blueprints, broken }) {
  note(blueprints.length ? "" : "The conductor has no blueprints.");
  byId("blueprints").replaceChildren(...blueprints.map(item));
  byId("broken").replaceChildren(...broken.map(each => el("li", {}, el("strong", {}, each.file), ` ${each.problems.join("; ")}`)));
  byId("broken-title").hidden = !broken.length;
  if (blueprints.length) choose(blueprint(chosen)?.id ?? blueprints[0].id);
}

function item(each) {
  const button = el("button", {
    type: "button", className: "blueprint", "data-id": each.id, "aria-current": "false",
    onclick: () => {
      choose(each.id);
      tell("page:run", null);
      interaction("open-blueprint", each.id);
    },
  }, el("span", { className: "blueprint-name" }, each.name),
  el("span", { className: "quiet" }, `${each.id} · ${each.nodes.length} ${each.nodes.length === 1 ? "node" : "nodes"}`));
  return el("li", {}, button);
}

export function start() {
  on("page:connected", load);
  byId("blueprints-reload").onclick = load;
  note("Asking the conductor…");
}
