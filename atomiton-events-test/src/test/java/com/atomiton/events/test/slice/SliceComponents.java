package com.atomiton.events.test.slice;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.annotation.ConductorListener;
import org.springframework.stereotype.Component;

/** What is found in the application, and what is not in a slice of it. Not in its class, which would bring all of them. */
final class SliceComponents {

    private SliceComponents() {}

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    @EventName("conductor:result")
    record Result(String text) {}

    interface Clock {

        String time();
    }

    @Component
    static class Runner {

        private final EventBus bus;
        private final Clock clock;

        Runner(EventBus bus, Clock clock) {
            this.bus = bus;
            this.clock = clock;
        }

        @ConductorListener
        void run(Execute execute) {
            bus.emit(new Result(execute.blueprintId() + " has run at " + clock.time()));
        }
    }

    @Component
    static class Archive {

        private int results;

        @ConductorListener
        void archive(Result result) {
            results++;
        }

        int results() {
            return results;
        }
    }

    /** Not part of the slice. */
    @Component
    static class WallClock implements Clock {

        @Override
        public String time() {
            return "noon";
        }
    }
}
