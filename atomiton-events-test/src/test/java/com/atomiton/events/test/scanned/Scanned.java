package com.atomiton.events.test.scanned;

import com.atomiton.events.EventName;

/** In a package whose events are looked for. */
@EventName("scanned")
public record Scanned(int number) {

    @EventName("scanned:nested")
    interface Nested {}
}
