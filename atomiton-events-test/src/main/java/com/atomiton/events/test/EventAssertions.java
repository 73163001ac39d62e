package com.atomiton.events.test;

/** Where the assertions of this library begin; can be imported statically beside AssertJ's own. */
public final class EventAssertions {

    private EventAssertions() {}

    /** Begins assertions about what a bus has recorded. */
    public static RecordingEventBusAssert assertThat(RecordingEventBus actual) {
        return new RecordingEventBusAssert(actual);
    }
}
