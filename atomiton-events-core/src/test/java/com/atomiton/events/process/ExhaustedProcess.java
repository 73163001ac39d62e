package com.atomiton.events.process;

import com.atomiton.events.EventType;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.Execute;
import com.atomiton.events.process.Events.Result;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.core.ParameterizedTypeReference;

/**
 * A process, main or a renderer, that takes all there is of something for a while when its standard input says so, and
 * ends when that ends. It answers each {@link Execute} with a {@link Result}, and each {@link Ask}.
 */
final class ExhaustedProcess {

    /** The default of {@code atomiton.events.request.concurrency}. */
    static final int CONCURRENCY = 64;

    private static final EventType<Ask> OWN = EventType.of("test:own", Ask.class);
    private static final EventType<Ask> HELD = EventType.of("test:held", Ask.class);
    private static final int HELD_COUNT = 20;

    private final DefaultEventBus bus;
    private final CyclicBarrier together = new CyclicBarrier(CONCURRENCY);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    private ExhaustedProcess(DefaultEventBus bus) {
        this.bus = bus;
    }

    public static void main(String[] arguments) throws Exception {
        loadAll(DefaultEventBus.class);
        loadAll(ExhaustedProcess.class);
        Path directory = Path.of(arguments[1]);
        EventBusBuilder builder = arguments[0].equals("main") ? Sockets.main(directory) : Sockets.renderer(directory);
        try (DefaultEventBus bus = builder.build()) {
            new ExhaustedProcess(bus).run();
        }
        System.out.println("STOPPED");
    }

    /**
     * An application runs from jars, which are open. From a directory, a class that is needed for the first time when there
     * is no descriptor would be missing for good.
     */
    private static void loadAll(Class<?> one) throws Exception {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root.resolve("com/atomiton/events"))) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".class"))::iterator) {
                String name = root.relativize(file).toString().replace('/', '.');
                if (!name.endsWith("-info.class")) {
                    Class.forName(name.substring(0, name.length() - ".class".length()), false, one.getClassLoader());
                }
            }
        }
    }

    private void run() throws Exception {
        bus.on(Execute.class, execute -> bus.emit(new Result(execute.blueprintId(), "")));
        bus.handle(Ask.class, (ask, context) -> answer(ask.how()));
        bus.handle(OWN, (ask, context) -> new CompletableFuture<String>());
        bus.handle(
                HELD,
                (ask, context) -> {
                    mayAnswer.await();
                    return "answered";
                },
                SubscribeOptions.lane("held"));
        bus.onConnectionState(change -> System.out.println("STATE " + change.current()));
        bus.start();
        System.out.println("READY");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("stop"); line = input.readLine()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            String back = "BACK " + line;
            System.out.println("GONE " + line);
            switch (line) {
                case "heap" -> takeHeap(end);
                case "threads" -> takeThreads(end);
                case "descriptors" -> takeDescriptors(end);
                case "timer" -> timeOut();
                default -> System.out.println("UNKNOWN " + line);
            }
            System.out.println(back);
        }
    }

    private String answer(String how) throws Exception {
        if (how.equals("together")) {
            together.await(10, TimeUnit.SECONDS);
        }
        return "answered " + how;
    }

    private CompletableFuture<String> askItself(EventType<Ask> type, Duration timeout) {
        return bus.request(
                type, new Ask(""), new ParameterizedTypeReference<String>() {}, RequestOptions.timeout(timeout));
    }

    private void timeOut() throws InterruptedException {
        try {
            askItself(OWN, Duration.ofMillis(50)).get();
        } catch (ExecutionException timedOut) {
            System.out.println("TIMER " + timedOut.getCause().getClass().getSimpleName());
        }
    }

    /** Also what others set free meanwhile. */
    private static void takeHeap(long end) {
        int size = 1 << 20;
        boolean full = false;
        Object[] taken = null;
        while (System.nanoTime() - end < 0) {
            try {
                if (full && size == 16) {
                    LockSupport.parkNanos(1_000_000);
                }
                taken = new Object[] {taken, new byte[size]};
                full = false;
            } catch (OutOfMemoryError none) {
                // Here nothing may be called: that may need memory too.
                full = true;
                size = size > 16 ? size / 2 : 16;
            }
        }
    }

    /** Those that fit into the address space that this process may use: the smallest has half of the usual stack. */
    private void takeThreads(long end) throws Exception {
        List<CompletableFuture<String>> held = new ArrayList<>();
        for (int i = 0; i < HELD_COUNT; i++) {
            held.add(askItself(HELD, Duration.ofSeconds(3)));
        }
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<Thread> taken = new ArrayList<>();
        for (long stack = 256L << 20; stack >= 4L << 20; ) {
            Thread thread = new Thread(null, () -> awaitEnd(mayEnd), "taken", stack);
            thread.setDaemon(true);
            try {
                thread.start();
                taken.add(thread);
            } catch (OutOfMemoryError none) {
                stack /= 2;
            }
        }
        // Those who wait for the answers would be told by threads that there are not.
        mayAnswer.countDown();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        mayEnd.countDown();
        for (Thread thread : taken) {
            thread.join();
        }
        CompletableFuture.allOf(held.toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
        System.out.println("ANSWERED " + held.size());
    }

    private static void awaitEnd(CountDownLatch mayEnd) {
        try {
            mayEnd.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void takeDescriptors(long end) throws IOException {
        List<FileInputStream> taken = new ArrayList<>();
        boolean told = false;
        while (System.nanoTime() - end < 0) {
            try {
                taken.add(new FileInputStream("/dev/null"));
            } catch (IOException none) {
                if (!told) {
                    told = true;
                    System.out.println("TAKEN");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        for (FileInputStream each : taken) {
            each.close();
        }
    }
}
