package com.example.migration;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.annotation.ConductorListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;

/** The examples of docs/migration.md, first half. */
class FromApplicationEvents {

    static class Before {

        record Opened(String blueprintId) {}

        record Indexed(String blueprintId) {}

        private final ApplicationEventPublisher publisher;

        Before(ApplicationEventPublisher publisher) {
            this.publisher = publisher;
        }

        @EventListener
        Indexed opened(Opened opened) {
            return new Indexed(opened.blueprintId());
        }

        @Async
        @EventListener(condition = "#opened.blueprintId != 'draft'")
        void report(Opened opened) {}

        void open(String blueprintId) {
            publisher.publishEvent(new Opened(blueprintId));
        }
    }

    static class After {

        @EventName("editor:opened")
        record Opened(String blueprintId) {}

        @EventName("conductor:indexed")
        record Indexed(String blueprintId) {}

        private final EventBus bus;

        After(EventBus bus) {
            this.bus = bus;
        }

        @ConductorListener
        Indexed opened(Opened opened) {
            return new Indexed(opened.blueprintId());
        }

        @ConductorListener(lane = "reports", condition = "#root.payload.blueprintId != 'draft'")
        void report(Opened opened) {}

        void open(String blueprintId) {
            EmitResult result = bus.emit(new Opened(blueprintId));
        }
    }
}
