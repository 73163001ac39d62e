package com.atomiton.events.test.soak;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.EventContext;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.test.soak.SoakEvents.Numbered;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** One of the two processes: enters what it gets into its ledger, and does what its standard input says. */
final class SoakedProcess {

    private final DefaultEventBus bus;
    private final Ledger ledger;
    private final Traffic traffic;

    private SoakedProcess(DefaultEventBus bus, int life, Ledger ledger) {
        this.bus = bus;
        this.ledger = ledger;
        this.traffic = new Traffic(bus, life, ledger);
    }

    /** Arguments: role, socket, directory for other files, ledger, number of this life. */
    public static void main(String[] arguments) throws IOException {
        EventBusBuilder builder = builder(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]))
                .name(arguments[0].equals(ProcessRole.MAIN.label()) ? "main" : "soaked");
        Ledger ledger = Ledger.open(Path.of(arguments[3]));
        try (DefaultEventBus bus = builder.connectBackoff(Duration.ofMillis(5), Duration.ofMillis(100), 2)
                .applicationEvents(SoakedProcess::applicationEvent)
                .build()) {
            new SoakedProcess(bus, Integer.parseInt(arguments[4]), ledger).run();
        }
        print("STOPPED");
    }

    /** For this role on this socket, with the default settings. */
    static EventBusBuilder builder(String role, Path socket, Path directory) {
        UnixTransportSettings settings = UnixTransportSettings.of(new SocketLocation(socket, directory));
        return role.equals(ProcessRole.MAIN.label())
                ? EventBusBuilder.main(new UnixServerTransport(settings))
                : EventBusBuilder.renderer(new UnixClientTransport(settings));
    }

    private static void applicationEvent(Object event) {
        if (event instanceof ConnectionGap) {
            wrong(event.toString());
        }
    }

    private void run() throws IOException {
        ProcessRole peer = SoakEvents.other(bus.role());
        bus.onEvent(SoakEvents.events(peer), this::received);
        bus.handle(SoakEvents.questions(peer), (question, context) -> question.number());
        bus.start();
        traffic.start();
        print("READY");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("stop"); line = input.readLine()) {
            switch (line) {
                case "pause" -> traffic.pause();
                case "rest" -> {
                    awaitRest();
                    print("RESTS");
                }
                case "measure" -> {
                    print("THREADS " + threadNames());
                    print("MEASURED " + heapAfterCollection() + " " + threads(false) + " " + threads(true));
                }
                case "resume" -> traffic.resume();
                default -> wrong("no such command: " + line);
            }
        }
    }

    private void received(Numbered numbered, EventContext context) {
        if (ThreadLocalRandom.current().nextInt(2_000) == 0) {
            // So that many wait when the process is killed or the connection is cut.
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(300)));
        }
        ledger.received(numbered.life(), numbered.number(), context.redelivered());
    }

    /** Nothing waits, nothing is unacknowledged, no question is open. The parent's patience ends it. */
    private void awaitRest() {
        while (traffic.pending() > 0
                || bus.sessions().isEmpty()
                || !bus.sessions().stream()
                        .allMatch(session ->
                                session.isOpen() && session.outbound().events() == 0)) {
            LockSupport.parkNanos(5_000_000);
        }
        if (!bus.deadLetters().isEmpty()) {
            wrong("dead letters: " + bus.deadLetters());
        }
    }

    private static long heapAfterCollection() {
        // The second one collects what only finalization or a cleaner held.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** For the one who reads that there are too many. */
    private static String threadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static long threads(boolean ofTasks) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atomiton-events-task") == ofTasks)
                .count();
    }

    static void wrong(String what) {
        print("WRONG " + what);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
