package com.atomiton.events.test;

import com.atomiton.events.EventName;

@EventName("test:counted")
record Counted(int number, String padding) {

    Counted(int number) {
        this(number, "");
    }
}
