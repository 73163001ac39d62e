// Tabs as the ARIA practices describe them: arrow keys, Home and End move, one tab stop.

import { interaction } from "./api.js";
import { byId } from "./dom.js";
import { tell } from "./messages.js";

export function start() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const select = tab => {
    for (const each of tabs) {
      const selected = each === tab;
      each.setAttribute("aria-selected", String(selected));
      each.tabIndex = selected ? 0 : -1;
      byId(each.getAttribute("aria-controls")).hidden = !selected;
    }
    tell("page:tab", tab.id);
  };
  const moves = { ArrowRight: 1, ArrowLeft: -1 };
  for (const tab of tabs) {
    tab.onclick = () => {
      select(tab);
      interaction("open-tab", tab.id);
    };
    tab.onkeydown = event => {
      const at = tabs.indexOf(tab);
      const to = event.key in moves ? at + moves[event.key] : event.key === "Home" ? 0 : event.key === "End" ? -1 : null;
      if (to === null) return;
      event.preventDefault();
      const next = tabs.at(to % tabs.length);
      select(next);
      next.focus();
    };
  }
  select(tabs[0]);
}
