// The conductor's settings: shown as it tells them, changed by asking it.

import { post } from "./api.js";
import { byId } from "./dom.js";
import { on } from "./messages.js";

const OUTCOMES = {
  ACCEPTED: "Sent.",
  BUFFERED: "It will be sent when the conductor is there.",
  NO_SUBSCRIBER: "The conductor does not listen to settings.",
  DROPPED: "It could not be sent.",
};

async function set(key, value) {
  const note = byId("settings-note");
  try {
    const { result } = await post("/api/settings", { key, value });
    note.textContent = OUTCOMES[result] ?? result;
  } catch (failure) {
    note.textContent = failure.message;
  }
}

export function start() {
  byId("log-level").onchange = event => set("log.level", event.target.value);
  byId("settings-form").onsubmit = event => {
    event.preventDefault();
    set("delay.factor", byId("delay-factor").value.trim());
  };
  on("settings", settings => {
    byId("log-level").value = settings.logLevel.toLowerCase();
    byId("delay-factor").value = settings.delayFactor;
    byId("settings-now").textContent = `The conductor sends ${settings.logLevel} and above, delays take ${settings.delayFactor} times as long.`;
  });
  on("error", error => {
    if (error.executionId === null) byId("settings-note").textContent = error.message;
  });
}
