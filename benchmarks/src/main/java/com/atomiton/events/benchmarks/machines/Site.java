package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Numbers;
import com.atomiton.events.benchmarks.TemporaryDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker, and the processes that meet through it or, to compare, through a socket. */
final class Site implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx256m");

    /** Spring, a broker that makes topics, and a group that begins. */
    private static final Duration START = Duration.ofSeconds(20);

    private final TemporaryDirectory directory;
    private final ChildJvm broker;
    private final String address;
    private final AtomicInteger namespaces = new AtomicInteger();
    private final List<ChildJvm> processes = new ArrayList<>();

    private Site(TemporaryDirectory directory, ChildJvm broker, String address) {
        this.directory = directory;
        this.broker = broker;
        this.address = address;
    }

    static Site open() throws Exception {
        ChildJvm broker = ChildJvm.start(List.of("-Xmx512m"), BrokerProcess.class);
        String address = broker.answer();
        broker.answer();
        return new Site(TemporaryDirectory.create(), broker, address);
    }

    /** Lets the next processes know nothing of the earlier ones, whose topics are not theirs. */
    void clear() {
        processes.forEach(ChildJvm::close);
        processes.clear();
        namespaces.incrementAndGet();
    }

    /** Starts a process of this role that others are reached from through the broker. */
    ChildJvm overBroker(String role, String... more) throws Exception {
        return ready(launch(BusProcess.class, overBrokerArguments(role, more)));
    }

    /** The same through the socket. */
    ChildJvm overSocket(String role) throws Exception {
        return ready(launch(BusProcess.class, overSocketArguments(role)));
    }

    String[] overBrokerArguments(String role, String... more) {
        List<String> arguments = arguments(role);
        arguments.add("--atomiton.events.transport=cloud-stream");
        arguments.add("--spring.cloud.stream.kafka.binder.brokers=" + address);
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    String[] overSocketArguments(String role) {
        List<String> arguments = arguments(role);
        arguments.add("--atomiton.events.transport=unix");
        arguments.add("--atomiton.events.socket.path=" + directory.path().resolve("bus.sock"));
        return arguments.toArray(String[]::new);
    }

    private List<String> arguments(String role) {
        return new ArrayList<>(List.of(
                "--atomiton.events.role=" + role,
                "--atomiton.events.namespace=bench" + namespaces,
                "--logging.level.root=error",
                "--spring.main.banner-mode=off"));
    }

    /** Starts a process and does not wait for it. */
    ChildJvm launch(Class<?> program, String... arguments) throws IOException {
        ChildJvm process = ChildJvm.start(JVM, program, arguments);
        processes.add(process);
        return process;
    }

    private static ChildJvm ready(ChildJvm process) throws InterruptedException {
        process.answer(START);
        return process;
    }

    /** Waits until some mains have seen so many events together, and returns when the last of them came. */
    static long awaitSeen(List<ChildJvm> mains, long events) throws InterruptedException {
        while (true) {
            long seen = 0;
            double lastAt = 0;
            for (ChildJvm main : mains) {
                double[] figures = Numbers.of(main.ask("seen"));
                seen += (long) figures[0];
                lastAt = Math.max(lastAt, figures[1]);
            }
            if (seen >= events) {
                return (long) lastAt;
            }
            Thread.sleep(20);
        }
    }

    /** Processor time so far, in ms; a tick of Linux is 10 ms. */
    static long cpuMillis(ChildJvm process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toMillis();
    }

    ChildJvm broker() {
        return broker;
    }

    @Override
    public void close() throws IOException {
        clear();
        broker.close();
        directory.close();
    }
}
