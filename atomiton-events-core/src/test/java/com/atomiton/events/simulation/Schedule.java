package com.atomiton.events.simulation;

import com.atomiton.events.Delivery;
import com.atomiton.events.connection.PeerSession;
import java.util.Random;

/** Draws what happens next in a simulation: what applications do, what the network does, and faults. */
final class Schedule {

    private final Simulation simulation;
    private final Random random;

    Schedule(Simulation simulation, Random random) {
        this.simulation = simulation;
        this.random = random;
    }

    void step() {
        int dice = random.nextInt(100);
        if (dice < 18) {
            emit();
        } else if (dice < 20) {
            emitRetained();
        } else if (dice < 24) {
            changeInterest();
        } else if (dice < 65) {
            simulation.network.step();
        } else if (dice < 80) {
            consume();
        } else if (dice < 97) {
            simulation.pass(Simulation.millis(random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(5)));
        } else {
            fault();
        }
    }

    private void emit() {
        SimulatedProcess process = simulation.anySlot().process;
        if (process == null || process.isPaused(simulation.clock.now())) {
            return;
        }
        Delivery delivery = Delivery.values()[random.nextInt(Delivery.values().length)];
        String name = Listening.EVENTS.get(random.nextInt(Listening.EVENTS.size()));
        String key = delivery == Delivery.LATEST ? "k" + random.nextInt(3) : null;
        long timeToLive = random.nextInt(10) == 0 ? Simulation.millis(random.nextInt(100)) : 0;
        for (int burst = random.nextInt(8) == 0 ? 10 : 1; burst > 0; burst--) {
            for (PeerSession session : process.sessions()) {
                process.emitter().emit(session, name, delivery, key, timeToLive);
            }
        }
    }

    private void emitRetained() {
        SimulatedProcess process = (random.nextInt(3) > 0 ? simulation.slots.get(0) : simulation.anySlot()).process;
        if (process == null || process.isPaused(simulation.clock.now())) {
            return;
        }
        Delivery delivery = random.nextBoolean() ? Delivery.RELIABLE : Delivery.LATEST;
        String name = Listening.RETAINED.get(random.nextInt(Listening.RETAINED.size()));
        int keys = random.nextInt(4) == 0 ? 30 : 2; // Now and then more than the window holds
        for (int burst = random.nextInt(3) == 0 ? keys : 1; burst > 0; burst--) {
            process.emitter().emitRetained(name, delivery, "k" + random.nextInt(keys));
        }
    }

    private void changeInterest() {
        SimulatedProcess process = simulation.anySlot().process;
        if (process != null && !process.isPaused(simulation.clock.now())) {
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                process.changeInterest(random);
            }
        }
    }

    private void consume() {
        SimulatedProcess process = simulation.anySlot().process;
        if (process != null && !process.isPaused(simulation.clock.now())) {
            process.application().consume(random.nextInt(3));
        }
    }

    private void fault() {
        SimulatedProcess process = simulation.anySlot().process;
        SimulatedConnection connection = simulation.network.any();
        long now = simulation.clock.now();
        switch (random.nextInt(14)) {
            case 0 -> simulation.anySlot().end(random.nextInt(3) == 0);
            case 1 -> {
                if (process != null) {
                    simulation.trace(() -> process + " is paused");
                    process.pause(now + Simulation.millis(random.nextInt(4_000)));
                }
            }
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    simulation.trace(() -> "no connections for a while");
                    simulation.network.closeUntil(
                            now + Simulation.millis(random.nextInt((int) Simulation.RETENTION.toMillis() * 2)));
                }
            }
            case 3, 4 -> {
                if (connection != null) {
                    simulation.trace(() -> "what comes to " + connection.process + " is stalled");
                    connection.stall(now + Simulation.millis(random.nextInt(4_000)));
                }
            }
            case 5 -> simulation.pass(Simulation.millis(random.nextInt(3_000)));
            case 6, 7 -> {
                if (connection != null && !connection.process.isPaused(now)) {
                    simulation.trace(() -> connection.process + " gives up a connection");
                    connection.giveUp(now + Simulation.millis(random.nextInt(2_000)));
                }
            }
            default -> {
                if (connection != null) {
                    simulation.trace(() -> "the connection of " + connection.process + " is cut");
                    connection.cut();
                }
            }
        }
    }

    /** What other threads of its process and the other processes do while a connection looks for what to write. */
    void meanwhile(SimulatedConnection filling) {
        switch (random.nextInt(6)) {
            case 0 -> emit();
            case 1 -> emitRetained();
            case 2 -> changeInterest();
            case 3 -> filling.stepWhileFilling(simulation.clock.now());
            case 4 -> simulation.network.deliverAll(filling.process);
            default -> simulation.network.step();
        }
    }
}
