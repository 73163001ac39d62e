package com.example;

import com.atomiton.events.EventContext;
import com.atomiton.events.EventName;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.example.Mistakes.Execute;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.handler.annotation.Header;

/** The beans of {@link Mistakes} after what is advised was done, each in one way of those that are named. */
public final class Remedies {

    private Remedies() {}

    @EventName("conductor:run")
    public record Renamed(String blueprintId) {}

    @EventName("conductor:named")
    public record Named(String text) {}

    public static class RenamedListener {

        @ConductorListener
        void run(Renamed run) {}
    }

    public static class OtherExecuteListener {

        @ConductorListener
        void run(Execute execute) {}
    }

    public static class OtherWideLane {

        @ConductorListener(lane = "reports", concurrency = 4)
        void execute(Execute execute) {}
    }

    public static class PackagePrivateMethod {

        @ConductorListener
        void run(Execute execute) {}
    }

    public static class InstanceMethod {

        @ConductorListener
        void run(Execute execute) {}
    }

    public static class EagerBean {

        @ConductorListener
        void run(Execute execute) {}
    }

    @Lazy(false)
    public static class NotLazyBean {

        @ConductorListener
        void run(Execute execute) {}
    }

    public static class AnnotatedPayload {

        @ConductorListener
        void run(Named named) {}
    }

    public static class NamedEvent {

        @ConductorListener("conductor:unnamed")
        void run(Mistakes.Unnamed unnamed) {}
    }

    public static class NamedWithoutPayload {

        @ConductorListener("conductor:execute")
        void run() {}
    }

    public static class PayloadAndHeader {

        @ConductorListener
        void run(Execute execute, @Header("id") String id, Peer sender) {}
    }

    public static class OnePayload {

        @ConductorListener
        void run(Execute execute, Peer sender) {}
    }

    public static class WideOwnLane {

        @ConductorListener(lane = "own", concurrency = 4)
        void run(Execute execute) {}
    }

    public static class NarrowSharedLane {

        @ConductorListener
        void run(Execute execute) {}
    }

    public static class NamedRequest {

        @ConductorListener("conductor:execute")
        String run(Execute execute, RequestContext context) {
            return "done";
        }
    }

    public static class PatternOfEvents {

        @ConductorListener("conductor:*")
        void run(Object payload, EventContext context) {}
    }
}
