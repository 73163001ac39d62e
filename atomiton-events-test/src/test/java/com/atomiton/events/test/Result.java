package com.atomiton.events.test;

import com.atomiton.events.EventName;

/** What a command comes to. */
@EventName("conductor:result")
record Result(String text) {}
