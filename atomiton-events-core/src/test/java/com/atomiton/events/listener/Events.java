package com.atomiton.events.listener;

import com.atomiton.events.EventName;

/** The events of these tests. */
final class Events {

    private Events() {}

    @EventName("order:paid")
    record Paid(String order, int amount) {}

    @EventName("order:shipped")
    record Shipped(String order) {}

    record Unnamed(String text) {}
}
