package com.atomiton.events.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The program of a child process: one side of one contender, which does what it reads from its standard input, one
 * command a line, and answers each with one line. {@link Group} is who sends the commands.
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><td>{@code await n}<td>waits for n peers
 * <tr><td>{@code expect n}<td>prepares for n events
 * <tr><td>{@code received}<td>waits for them; answers when the last came, CPU and bytes since {@code expect}
 * <tr><td>{@code stream n size}<td>sends n events; answers when the first was sent, CPU and bytes of it
 * <tr><td>{@code ask n size}<td>n round trips, one after another; answers p50, p99, p99.9 in ns
 * <tr><td>{@code pace n size rate}<td>n round trips, begun so many times a second; answers the same, each from when it
 * should have begun
 * </table>
 */
public final class Station {

    private static final long NANOS = 1_000_000_000;
    private static final long AWAKE_NANOS = 80_000;

    private final Side side;
    private final Arrivals arrivals;
    private Usage before = Usage.now();

    private Station(Side side, Arrivals arrivals) {
        this.side = side;
        this.arrivals = arrivals;
    }

    /** Arguments: the contender's name, the role, the directory. Ends with its standard input. */
    public static void main(String[] arguments) throws Exception {
        Contender contender = Contenders.named(arguments[0]);
        Path directory = Path.of(arguments[2]);
        Arrivals arrivals = new Arrivals();
        Side side = Role.valueOf(arguments[1]) == Role.MAIN
                ? contender.openMain(directory, arrivals)
                : contender.openRenderer(directory, arrivals);
        Commands.serve(side, new Station(side, arrivals)::obey);
    }

    private String obey(String... words) throws Exception {
        return switch (words[0]) {
            case "await" -> await(Integer.parseInt(words[1]));
            case "expect" -> expect(Long.parseLong(words[1]));
            case "received" -> received();
            case "stream" -> stream(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            case "ask" -> ask(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            case "pace" -> pace(Long.parseLong(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
            default -> throw Commands.unknown(words);
        };
    }

    private String await(int peers) throws Exception {
        side.awaitPeers(peers);
        return "connected";
    }

    private String expect(long events) {
        before = Usage.now();
        arrivals.expect(events);
        return "expecting";
    }

    private String received() throws InterruptedException {
        long completedAt = arrivals.await();
        return withUsage(completedAt);
    }

    private String stream(long events, int size) throws Exception {
        Sample sample = Sample.ofSize(size);
        before = Usage.now();
        long start = System.nanoTime();
        for (long i = 0; i < events; i++) {
            side.send(sample);
        }
        side.flush();
        return withUsage(start);
    }

    private String withUsage(long time) {
        Usage used = Usage.now().since(before);
        return time + " " + used.cpuNanos() + " " + used.allocatedBytes();
    }

    /**
     * A closed loop: the next request is sent when the reply is there. Each duration is recorded as it was; there is no
     * intended rate that a slow reply could make us miss, hence no omission to correct.
     */
    private String ask(long count, int size) throws Exception {
        Sample sample = Sample.ofSize(size);
        Histogram durations = new Histogram(3);
        for (long i = 0; i < count; i++) {
            long start = System.nanoTime();
            side.roundTrip(sample);
            durations.recordValue(System.nanoTime() - start);
        }
        return percentiles(durations);
    }

    /**
     * An open loop: each request has a time at which it should begin, whether the one before it has ended or not, and its
     * duration counts from that time. So a reply that is late makes those late that wait behind it, as it would users.
     */
    private String pace(long count, int size, long perSecond) throws Exception {
        Sample sample = Sample.ofSize(size);
        Histogram durations = new Histogram(3);
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long intended = start + i * NANOS / perSecond;
            awaitTime(intended);
            side.roundTrip(sample);
            durations.recordValue(System.nanoTime() - intended);
        }
        return percentiles(durations);
    }

    /** The last part of the time is spent awake, since a thread that sleeps wakes up some 50 µs too late. */
    private static void awaitTime(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static String percentiles(Histogram durations) {
        return durations.getValueAtPercentile(50) + " " + durations.getValueAtPercentile(99) + " "
                + durations.getValueAtPercentile(99.9);
    }
}
