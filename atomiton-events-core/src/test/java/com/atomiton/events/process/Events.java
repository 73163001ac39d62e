package com.atomiton.events.process;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the processes of these tests tell each other: one event of each kind that R4 names, and a counted one. */
final class Events {

    private Events() {}

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    @EventName("config:update")
    record ConfigUpdate(String property, String value) {}

    @EventName("user:interaction")
    record UserInteraction(String what, Instant at) {}

    @EventName("conductor:result")
    record Result(String blueprintId, String answeredFor) {}

    @EventName(value = "conductor:progress", delivery = Delivery.LATEST, key = "blueprintId")
    record Progress(String blueprintId, int percent) {}

    @EventName("conductor:log")
    record Log(String text) {}

    @EventName(value = "conductor:state", retain = true)
    record State(String text) {}

    @EventName("conductor:error")
    record Failure(String text, @Nullable Throwable error) {}

    @EventName("test:counted")
    record Counted(long number, String padding) {}

    @EventName("test:ask")
    record Ask(String how) {}
}
