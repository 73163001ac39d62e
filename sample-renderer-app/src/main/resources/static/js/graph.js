// A blueprint as a picture: nodes in layers from left to right, each after all it gets its input from.

import { svg } from "./dom.js";

const WIDTH = 148, HEIGHT = 50, GAP_X = 56, GAP_Y = 20, MARGIN = 6;
const SIGNS = { PENDING: "", RUNNING: "▶", COMPLETED: "✓", FAILED: "✕", CANCELLED: "■" };

/** The layers; an edge over several layers gets a place in each that it crosses, so that it runs around the nodes. */
function layers(nodes, edges) {
  const level = new Map();
  // The nodes come in the order in which they run
  for (const node of nodes) {
    const before = edges.filter(edge => edge.target === node.id).map(edge => level.get(edge.source) ?? 0);
    level.set(node.id, before.length ? Math.max(...before) + 1 : 0);
  }
  const result = [];
  const place = (id, at, from) => (result[at] ??= []).push({ id, from });
  for (const node of nodes) {
    place(node.id, level.get(node.id), edges.filter(edge => edge.target === node.id).map(edge => via(edge, level.get(node.id) - 1)));
  }
  for (const edge of edges) {
    for (let at = level.get(edge.source) + 1; at < level.get(edge.target); at++) {
      place(via(edge, at), at, [via(edge, at - 1)]);
    }
  }
  return result;

  function via(edge, at) {
    return at === level.get(edge.source) ? edge.source : `${edge.source}→${edge.target}@${at}`;
  }
}

/** Where everything goes: within a layer by the mean of what leads to it. */
function layout(nodes, edges) {
  const places = new Map();
  const all = layers(nodes, edges);
  const rows = Math.max(...all.map(layer => layer.length));
  all.forEach((layer, column) => {
    const mean = item => item.from.reduce((sum, id) => sum + places.get(id).y, 0) / (item.from.length || 1);
    const sorted = column === 0 ? layer : [...layer].sort((a, b) => mean(a) - mean(b));
    const top = MARGIN + (rows - sorted.length) * (HEIGHT + GAP_Y) / 2;
    sorted.forEach((item, row) => places.set(item.id, {
      x: MARGIN + column * (WIDTH + GAP_X), y: top + row * (HEIGHT + GAP_Y),
    }));
  });
  return {
    places,
    width: 2 * MARGIN + all.length * (WIDTH + GAP_X) - GAP_X,
    height: 2 * MARGIN + rows * (HEIGHT + GAP_Y) - GAP_Y,
  };
}

function path(edge, places) {
  const stops = [...places].filter(([id]) => id.startsWith(`${edge.source}→${edge.target}@`)).map(([, place]) => place);
  const middle = place => place.y + HEIGHT / 2;
  let from = places.get(edge.source);
  let x = from.x + WIDTH, y = middle(from), line = `M${x} ${y}`;
  for (const to of [...stops, places.get(edge.target)]) {
    const bend = (to.x - x) / 2;
    line += ` C${x + bend} ${y} ${to.x - bend} ${middle(to)} ${to.x} ${middle(to)}`;
    [x, y] = [to.x, middle(to)];
    if (stops.includes(to)) line += ` H${x += WIDTH}`;
  }
  return line;
}

const cut = (text, length) => text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** Draws a blueprint; its nodes are marked with {@link mark}. */
export function draw(blueprint) {
  const { places, width, height } = layout(blueprint.nodes, blueprint.edges);
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "graph" });
  image.style.maxWidth = `${width}px`;
  image.style.minWidth = `${Math.min(width, 0.62 * width)}px`;
  image.append(svg("title"));
  for (const edge of blueprint.edges) {
    image.append(svg("path", { d: path(edge, places), class: "edge", "data-target": edge.target }));
  }
  for (const node of blueprint.nodes) {
    const { x, y } = places.get(node.id);
    const name = svg("text", { x: 14, y: 22, class: "node-name" }, cut(node.id, 15));
    const type = svg("text", { x: 14, y: 38, class: "node-type" }, cut(node.type, 19));
    const sign = svg("text", { x: WIDTH - 20, y: 30, class: "node-sign" });
    image.append(svg("g", { class: "node", transform: `translate(${x} ${y})`, "data-node": node.id },
      svg("title", {}, `${node.id}: ${node.type}`), svg("rect", { width: WIDTH, height: HEIGHT, rx: 9 }), name, type, sign));
  }
  mark(image, blueprint, []);
  return image;
}

/** Shows where the nodes stand. */
export function mark(image, blueprint, states) {
  const status = new Map(states.map(state => [state.id, state.status]));
  for (const group of image.querySelectorAll(".node")) {
    const now = status.get(group.dataset.node) ?? "";
    group.dataset.status = now;
    group.querySelector(".node-sign").textContent = SIGNS[now] ?? "";
  }
  for (const edge of image.querySelectorAll(".edge")) {
    edge.dataset.status = status.get(edge.dataset.target) ?? "";
  }
  const said = states.filter(state => state.status !== "PENDING").map(state => `${state.id} ${state.status.toLowerCase()}`);
  image.querySelector("title").textContent =
    `${blueprint.name}: ${blueprint.nodes.length} nodes${said.length ? `; ${said.join(", ")}` : ""}`;
}
