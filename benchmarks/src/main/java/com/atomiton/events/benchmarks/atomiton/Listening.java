package com.atomiton.events.benchmarks.atomiton;

import com.atomiton.events.Origin;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.bus.DefaultEventBus;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** How a process listens: to the other's events only, and main to requests too. */
enum Listening {
    /** By {@code on} and {@code handle}, as they are without options. */
    DEFAULT_LANE {
        @Override
        void start(DefaultEventBus bus, Receiver receiver) {
            subscribe(bus, receiver, SubscribeOptions.defaults());
        }
    },
    /** By {@code on} and {@code handle}, on the thread that reads. */
    DIRECT {
        @Override
        void start(DefaultEventBus bus, Receiver receiver) {
            subscribe(bus, receiver, SubscribeOptions.direct());
        }
    },
    /** By methods of Spring beans. */
    ANNOTATED_METHOD {
        @Override
        @SuppressWarnings("resource") // open as long as the process lives
        void start(DefaultEventBus bus, Receiver receiver) {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.register(AnnotatedListener.Configuration.class);
            context.registerBean(DefaultEventBus.class, () -> bus);
            context.registerBean(AnnotatedListener.class, () -> new AnnotatedListener(receiver));
            if (bus.role() == ProcessRole.MAIN) {
                context.registerBean(AnnotatedListener.Answerer.class);
            }
            context.refresh();
        }
    };

    /** Subscribes and starts the bus. */
    abstract void start(DefaultEventBus bus, Receiver receiver);

    private static void subscribe(DefaultEventBus bus, Receiver receiver, SubscribeOptions options) {
        bus.on(Sample.class, sample -> receiver.received(1), options.withOrigin(Origin.REMOTE));
        if (bus.role() == ProcessRole.MAIN) {
            bus.handle(Question.class, (question, context) -> question.sample(), options);
        }
        bus.start();
    }
}
