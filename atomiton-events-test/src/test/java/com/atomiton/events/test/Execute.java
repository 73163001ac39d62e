package com.atomiton.events.test;

import com.atomiton.events.EventName;

/** The command of these tests. */
@EventName("conductor:execute")
record Execute(String blueprintId) {}
