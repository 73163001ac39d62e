package com.atomiton.events.test;

import com.atomiton.events.EventName;

/** What is told while a command runs. */
@EventName("conductor:progress")
record Progress(int percent) {}
