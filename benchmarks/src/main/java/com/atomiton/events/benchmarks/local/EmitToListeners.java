package com.atomiton.events.benchmarks.local;

import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.google.common.eventbus.AllowConcurrentEvents;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

/** One thread emits an event to listeners of its own process; all but the last of them run on the emitting thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
public class EmitToListeners {

    @Param({"1", "10"})
    private int listeners;

    private final Sample sample = Sample.ofSize(120);
    private final GenericApplicationContext context = new GenericApplicationContext();
    private final com.google.common.eventbus.EventBus guava = new com.google.common.eventbus.EventBus();
    private final org.greenrobot.eventbus.EventBus greenrobot = org.greenrobot.eventbus.EventBus.builder()
            .sendNoSubscriberEvent(false)
            .build();
    private final DefaultEventBus direct = EventBusBuilder.standalone().build();
    private final DefaultEventBus lane = EventBusBuilder.standalone().build();

    /** Does as little as a listener can. */
    public static final class Listener {

        private long handled;

        /** For Guava and greenrobot. */
        @com.google.common.eventbus.Subscribe
        @AllowConcurrentEvents
        @org.greenrobot.eventbus.Subscribe
        public void handle(Sample event) {
            handled += event.percent();
        }

        /** What it has counted. */
        public long handled() {
            return handled;
        }
    }

    /** Registers the listeners everywhere. */
    @Setup
    public void start() {
        for (int i = 0; i < listeners; i++) {
            Listener listener = new Listener();
            context.addApplicationListener(ApplicationListener.forPayload(listener::handle));
            guava.register(listener);
            greenrobot.register(listener);
            direct.on(Sample.class, listener::handle, SubscribeOptions.direct());
            lane.on(Sample.class, listener::handle);
        }
        context.refresh();
        direct.start();
        lane.start();
    }

    /** Ends what has threads. */
    @TearDown
    public void stop() {
        context.close();
        direct.close();
        lane.close();
    }

    /** Spring. */
    @Benchmark
    public void springApplicationEventPublisher() {
        context.publishEvent(sample);
    }

    /** Guava. */
    @Benchmark
    public void guavaEventBus() {
        guava.post(sample);
    }

    /** Greenrobot. */
    @Benchmark
    public void greenrobotEventBus() {
        greenrobot.post(sample);
    }

    /** This project, on the emitting thread. */
    @Benchmark
    public Object atomitonDirect() {
        return direct.emit(sample);
    }

    /** This project with the hand-off to its lane; the queue is soon full, so this is what emit and lane do together. */
    @Benchmark
    public Object atomitonLane() {
        return lane.emit(sample);
    }
}
