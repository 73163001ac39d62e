// The badge: how things stand between this page, its editor and the conductor.

import { announce, byId, clock } from "./dom.js";
import { on, tell } from "./messages.js";

const WORDS = {
  CONNECTED: "Connected",
  CONNECTING: "Waiting for the conductor",
  DISCONNECTED: "Reconnecting",
  CLOSED: "The editor is stopping",
  LOCAL: "No conductor configured",
};

let connection = null;
let online = true;

export const isConnected = () => online && connection?.state === "CONNECTED";

function show() {
  const state = online ? connection?.state ?? "OPENING" : "OFFLINE";
  const badge = byId("badge");
  const changed = badge.dataset.state !== state;
  badge.dataset.state = state;
  const text = online ? WORDS[state] ?? "Opening" : "The editor does not answer";
  if (byId("badge-text").textContent !== text) byId("badge-text").textContent = text;
  byId("badge-detail").textContent = detail(state);
  document.body.classList.toggle("disconnected", state !== "CONNECTED");
  if (changed) tell("page:connected", isConnected());
}

function detail(state) {
  if (state === "OFFLINE") return "trying again";
  if (!connection) return "";
  const since = `since ${clock(connection.since)}`;
  if (state === "CONNECTED") {
    return connection.restartedAt ? `conductor restarted at ${clock(connection.restartedAt)}` : since;
  }
  return connection.nextTry ? `${since}, next try at ${clock(connection.nextTry)}` : `${since}, tries again by itself`;
}

export function start() {
  on("connection", data => {
    if (data.restartedAt && connection && data.restartedAt !== connection.restartedAt) announce("The conductor was restarted");
    connection = data;
    byId("badge").title = data.reason ?? data.main ?? "";
    show();
  });
  on("page:online", isOnline => {
    online = isOnline;
    show();
  });
}
