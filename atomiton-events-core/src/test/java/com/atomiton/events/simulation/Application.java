package com.atomiton.events.simulation;

import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a process does with the events that it gets: lanes consume them when the schedule says so. */
final class Application {

    private static final int LANES = 3;

    /** Of so many events one is answered as it arrives, with one of each name that its sender listens to. */
    private static final int ANSWERED = 5;

    private final Simulation simulation;
    private final SimulatedProcess process;
    private final List<Deque<Runnable>> lanes = new ArrayList<>();

    Application(Simulation simulation, SimulatedProcess process) {
        this.simulation = simulation;
        this.process = process;
        for (int i = 0; i < LANES; i++) {
            lanes.add(new ArrayDeque<>());
        }
    }

    void arrived(Model.Generation generation, ReceivedMessage received) {
        Message message = received.message();
        if (message.is(MessageFlags.RETAINED)) {
            RetainedValue value = simulation.model.value(message);
            retained(generation, value, message);
            simulation.trace(() -> process + " gets " + value + " later");
            keep(message, () -> {
                simulation.trace(() -> process + " consumes " + value);
                received.done();
            });
            return;
        }
        SentEvent event = simulation.model.arrived(generation, message);
        if (event.value != null) {
            retained(generation, event.value, message);
        }
        simulation.trace(() -> process + " gets " + event);
        if (process.listening().period(event.name) == null) {
            simulation.trace(() -> process + " does not listen to it");
            event.consumed = true;
            received.done();
        } else {
            if (simulation.rule == Rule.ACKNOWLEDGED_BEFORE_CONSUMPTION) {
                received.done();
            }
            keep(message, () -> {
                simulation.trace(() -> process + " consumes " + event);
                event.consumed = true;
                received.done();
            });
        }
        if (event.id % ANSWERED == 0 && !event.isAnswer) {
            Listening.EVENTS.forEach(name -> process.emitter().answer(received.session(), name));
        }
    }

    /** As if it had not arrived before. */
    void arrivedTwice(Model.Generation generation, Message message) {
        if (!message.is(MessageFlags.RETAINED)) {
            simulation.model.arrived(generation, message);
        }
    }

    private void retained(Model.Generation generation, RetainedValue value, Message message) {
        simulation.model.arrived(generation, value, process, message.is(MessageFlags.REDELIVERED));
    }

    private void keep(Message message, Runnable consumption) {
        lanes.get((int) (message.id() % LANES)).add(consumption);
    }

    /** The listeners of one lane are done with their oldest event; {@code false} if there is none. */
    boolean consume(int firstLane) {
        for (int i = 0; i < LANES; i++) {
            Runnable next = lanes.get((firstLane + i) % LANES).poll();
            if (next != null) {
                next.run();
                return true;
            }
        }
        return false;
    }

    boolean isAtRest() {
        return lanes.stream().allMatch(Deque::isEmpty);
    }
}
