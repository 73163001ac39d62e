package com.atomiton.events.bus;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;
import org.jspecify.annotations.Nullable;

/** The events of the bus's own tests. */
final class TestEvents {

    private TestEvents() {}

    @EventName("conductor:execute")
    record Execute(String blueprintId, @Nullable Object input) {}

    @EventName("conductor:result")
    record Result(String executionId, int value) {}

    @EventName(value = "conductor:progress", delivery = Delivery.LATEST, key = "executionId")
    record Progress(String executionId, int percent) {}

    @EventName(value = "ui:cursor", delivery = Delivery.VOLATILE)
    record Cursor(int x, int y) {}

    @EventName(value = "conductor:state", retain = true)
    record State(String text) {}

    @EventName("conductor:other")
    record Other(int number) {}
}
