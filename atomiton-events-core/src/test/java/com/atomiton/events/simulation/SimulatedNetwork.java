package com.atomiton.events.simulation;

import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The machine that the processes run on: who listens, the connections, and what its transports' threads are to do. */
final class SimulatedNetwork {

    private record Task(SimulatedProcess process, Runnable action) {}

    private final Random random;

    /** Decides which processes are not seen to live. */
    private final int hiding;

    private final VirtualClock clock;
    private final Rule rule;
    private final List<SimulatedConnection> ends = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Map<SimulatedProcess, Runnable> available = new LinkedHashMap<>();
    private final Set<String> ended = new HashSet<>();
    private SimulatedTransport.@Nullable Server server;
    private long closedUntil;
    private int connections;

    SimulatedNetwork(Random random, VirtualClock clock, Rule rule) {
        this.random = random;
        this.hiding = random.nextInt();
        this.clock = clock;
        this.rule = rule;
    }

    void later(SimulatedProcess process, Runnable action) {
        tasks.add(new Task(process, action));
    }

    void listen(SimulatedTransport.Server listening) {
        server = listening;
        available.forEach(this::later);
    }

    void tellWhenMainAppears(SimulatedProcess process, Runnable told) {
        available.put(process, told);
    }

    boolean connect(SimulatedProcess client, Function<Connection, ConnectionHandler> connected) {
        SimulatedTransport.Server listening = server;
        if (listening == null || listening.acceptor == null || clock.now() < closedUntil) {
            return false;
        }
        SimulatedConnection ours = SimulatedConnection.pair(client, listening.process, ++connections, random, rule);
        client.note("makes connection " + connections);
        ours.other().open(listening.acceptor.apply(ours.other()));
        ours.open(connected.apply(ours));
        ends.add(ours);
        ends.add(ours.other());
        return true;
    }

    /** Whether others see that this process lives: one in a container of its own they do not see. */
    boolean isSeenFromOutside(String id) {
        return (id.hashCode() ^ hiding) % 3 != 0;
    }

    boolean hasEnded(String id) {
        return ended.contains(id);
    }

    /** Something happens at one of the places where something can; {@code false} if it cannot anywhere. */
    boolean step() {
        int places = ends.size() + 1;
        int first = random.nextInt(places);
        for (int i = 0; i < places; i++) {
            int place = (first + i) % places;
            if (place == ends.size() ? runTask() : ends.get(place).step(clock.now())) {
                ends.removeIf(SimulatedConnection::hasEnded);
                return true;
            }
        }
        return false;
    }

    /** What has come to a process arrives, as where another connection is being established. */
    void deliverAll(SimulatedProcess process) {
        for (SimulatedConnection end : List.copyOf(ends)) {
            while (end.process == process && end.stepWhileFilling(clock.now())) {
                // All that is there
            }
        }
    }

    /** The connection that is just being asked for what to write; {@code null} if none is. */
    @Nullable
    SimulatedConnection filling() {
        for (SimulatedConnection end : ends) {
            if (end.isFilling()) {
                return end;
            }
        }
        return null;
    }

    private boolean runTask() {
        for (Task task : tasks) {
            if (!task.process.isPaused(clock.now())) {
                tasks.remove(task);
                task.action.run();
                return true;
            }
        }
        return false;
    }

    boolean isQuiet() {
        return tasks.isEmpty() && ends.stream().allMatch(SimulatedConnection::isQuiet);
    }

    /** One that is open; {@code null} if none is. */
    @Nullable
    SimulatedConnection any() {
        return ends.isEmpty() ? null : ends.get(random.nextInt(ends.size()));
    }

    /** Cuts all connections, and lets none be made until then. */
    void closeUntil(long time) {
        ends.forEach(SimulatedConnection::cut);
        closedUntil = time;
    }

    void killed(SimulatedProcess process) {
        end(process, SimulatedConnection::vanish);
    }

    void closed(SimulatedProcess process) {
        end(process, SimulatedConnection::finish);
    }

    private void end(SimulatedProcess process, java.util.function.Consumer<SimulatedConnection> how) {
        if (!ended.add(process.id())) {
            return;
        }
        if (server != null && server.process == process) {
            server = null;
        }
        available.remove(process);
        tasks.removeIf(task -> task.process == process);
        ends.stream().filter(end -> end.process == process).toList().forEach(how);
        ends.removeIf(SimulatedConnection::hasEnded);
    }
}
