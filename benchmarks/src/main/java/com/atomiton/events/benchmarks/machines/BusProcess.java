package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventBus;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.benchmarks.Commands;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.machines.Questions.Answered;
import com.atomiton.events.benchmarks.machines.Questions.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A process with a bus: a Spring Boot application that does what it reads from its standard input.
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><td>{@code peers n}<td>waits for n peers; answers when they were there
 * <tr><td>{@code stream n bytes}<td>emits n events, spread over keys; answers when the first was emitted
 * <tr><td>{@code ask n bytes}<td>n round trips, one after another; answers p50 and p99 in ns
 * <tr><td>{@code wait n}<td>sends n requests that are never answered
 * <tr><td>{@code lost}<td>waits until some of them have failed; answers how many, and when the first and last did
 * <tr><td>{@code seen}<td>answers what {@link MainListeners#seen()} does
 * </table>
 */
public final class BusProcess {

    /** As many as partitions have about the same share of. */
    private static final int KEYS = 256;

    private static final int POLL_MILLIS = 2;

    private static final Set<ConnectionState> UP = Set.of(ConnectionState.CONNECTED, ConnectionState.LISTENING);

    private final ConfigurableApplicationContext context;
    private final EventBus bus;
    private final List<CompletableFuture<Long>> failures = new ArrayList<>();

    private BusProcess(ConfigurableApplicationContext context) {
        this.context = context;
        this.bus = context.getBean(EventBus.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    /** Arguments: Spring's. Ends with its standard input. */
    public static void main(String[] arguments) throws Exception {
        boolean main = List.of(arguments).contains("--atomiton.events.role=main");
        ConfigurableApplicationContext context = start(main, arguments);
        Commands.serve(context, new BusProcess(context)::obey);
    }

    static ConfigurableApplicationContext start(boolean main, String... arguments) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class);
        if (main) {
            application.sources(MainListeners.class);
        }
        return application.web(WebApplicationType.NONE).run(arguments);
    }

    private String obey(String... words) throws Exception {
        return switch (words[0]) {
            case "peers" -> peers(Integer.parseInt(words[1]));
            case "stream" -> stream(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "ask" -> ask(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "wait" -> waitInVain(Integer.parseInt(words[1]));
            case "lost" -> lost();
            case "seen" -> context.getBean(MainListeners.class).seen();
            default -> throw Commands.unknown(words);
        };
    }

    private String peers(int count) throws InterruptedException {
        while (bus.peers().size() != count || !UP.contains(bus.connectionState())) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return String.valueOf(System.nanoTime());
    }

    private String stream(int events, int bytes) {
        Sample sample = Sample.ofSize(bytes);
        List<EmitOptions> keys = IntStream.range(0, KEYS)
                .mapToObj(i -> EmitOptions.defaults().withKey("key-" + i))
                .toList();
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            bus.emit(sample, keys.get(i % KEYS));
        }
        return String.valueOf(start);
    }

    private String ask(int count, int bytes) throws Exception {
        Answered question = new Answered(42, "x".repeat(bytes - "{\"percent\":42,\"message\":\"\"}".length()));
        Histogram durations = new Histogram(3);
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            bus.request(question, Answered.class).get();
            durations.recordValue(System.nanoTime() - start);
        }
        return durations.getValueAtPercentile(50) + " " + durations.getValueAtPercentile(99);
    }

    private String waitInVain(int count) {
        for (int i = 0; i < count; i++) {
            failures.add(bus.request(new Unanswered(i), Answered.class)
                    .handle((reply, failure) -> failure instanceof PeerLostException
                                    || failure instanceof CompletionException
                                            && failure.getCause() instanceof PeerLostException
                            ? System.nanoTime()
                            : 0));
        }
        return "asked";
    }

    private String lost() throws InterruptedException {
        while (times().length == 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        // Those that fail, fail together.
        TimeUnit.MILLISECONDS.sleep(500);
        long[] times = times();
        return times.length + " " + times[0] + " " + times[times.length - 1];
    }

    private long[] times() {
        return failures.stream()
                .filter(CompletableFuture::isDone)
                .mapToLong(CompletableFuture::join)
                .filter(time -> time > 0)
                .sorted()
                .toArray();
    }
}
