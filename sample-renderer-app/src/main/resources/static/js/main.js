// Starts the parts of the page, and last the messages that bring them to life.

import * as badge from "./badge.js";
import * as blueprints from "./blueprints.js";
import * as inspector from "./inspector.js";
import * as log from "./log.js";
import { connect, on } from "./messages.js";
import * as result from "./result.js";
import * as runForm from "./run-form.js";
import * as runPanel from "./run-panel.js";
import * as runs from "./runs.js";
import * as settings from "./settings.js";
import * as shared from "./shared.js";
import * as tabs from "./tabs.js";

let editor = null;

// Another process answers: what is on the page was of the one before
on("editor", instance => {
  if (editor && editor !== instance) location.reload();
  editor = instance;
});

for (const part of [blueprints, badge, runForm, runs, runPanel, result, log, shared, settings, inspector, tabs]) part.start();
connect();
