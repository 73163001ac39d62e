package com.example;

import com.atomiton.events.EventName;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.handler.annotation.Payload;

/** Beans of an application that cannot start, each for one reason; docs/troubleshooting.md shows what is printed. */
public final class Mistakes {

    private Mistakes() {}

    @EventName("conductor:execute")
    public record Execute(String blueprintId) {}

    @EventName("conductor:execute")
    public record Run(String blueprintId) {}

    public record Unnamed(String text) {}

    public static class ExecuteListener {

        @ConductorListener
        void execute(Execute execute) {}
    }

    public static class RunListener {

        @ConductorListener
        void run(Run run) {}
    }

    public static class Handler {

        @ConductorListener
        String execute(Execute execute) {
            return "one";
        }
    }

    public static class OtherHandler {

        @ConductorListener
        String executeToo(Execute execute) {
            return "two";
        }
    }

    public static class WideLane {

        @ConductorListener(lane = "reports", concurrency = 4)
        void execute(Execute execute) {}
    }

    public static class NarrowLane {

        @ConductorListener(lane = "reports")
        void execute(Execute execute) {}
    }

    public static class PrivateMethod {

        @ConductorListener
        private void run(Execute execute) {}
    }

    public static class StaticMethod {

        @ConductorListener
        static void run(Execute execute) {}
    }

    @Lazy
    public static class LazyBean {

        @ConductorListener
        void run(Execute execute) {}
    }

    public static class WithoutName {

        @ConductorListener
        void run(Unnamed unnamed) {}
    }

    public static class WithoutPayload {

        @ConductorListener
        void run() {}
    }

    public static class TwoPayloads {

        @ConductorListener
        void run(Execute execute, @Payload String id, Peer sender) {}
    }

    public static class WideSharedLane {

        @ConductorListener(concurrency = 4)
        void run(Execute execute) {}
    }

    public static class PatternOfRequests {

        @ConductorListener("conductor:*")
        void run(Object payload, RequestContext context) {}
    }
}
