package com.atomiton.events.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atomiton.events.protocol.Depth;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.ReplyStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What processes of main's own user may do to it. Each does it again and again until the siege is over. */
enum Attack {
    LARGE_REQUESTS_OF_ERRORS(4, siege -> requests(siege, "any", list("{\"__type\":\"Error\"}", 300_000))),
    LARGE_REQUESTS_OF_EMPTY_LISTS(4, siege -> requests(siege, "any", list("[]", 2_400_000))),
    LARGE_REQUESTS_OF_SMALL_OBJECTS(4, siege -> requests(siege, "any", list("{\"a\":1}", 240_000))),
    LARGE_REQUESTS_OF_STACK_TRACES(
            4,
            siege -> requests(
                    siege,
                    "any",
                    list("{\"__type\":\"Error\",\"stack\":\"" + "\\n\\tat a.b(c)".repeat(250) + "\"}", 900))),
    INTEREST_OF_5000_PATTERNS(1, siege -> interest(siege, 5_000, i -> "*a".repeat(97) + (10_000 + i))),
    PATTERNS_THAT_COME_AND_GO(1, Attack::flappingPatterns),
    INTEREST_OF_100000_NAMES(5, siege -> interest(siege, 100_000, i -> "n".repeat(190) + i)),
    CONTRACTS_THAT_ARE_NEVER_READ(2, Attack::unreadContracts),
    CONTRACTS_WITHOUT_END_BEFORE_THE_HANDSHAKE(8, Attack::endlessComparison),
    FRAMES_THAT_ARE_ONLY_ANNOUNCED(200, Attack::announced),
    FRAMES_THAT_NEVER_END(24, Attack::unfinished),
    GAPS(1, Attack::gaps),
    GAPS_FOR_A_STUCK_LISTENER(1, siege -> events(siege, "stuck", "1", 2)),
    RECONNECTS(2, Attack::reconnects),
    HALF_OPEN_CONNECTIONS(8, Attack::halfOpen),
    SLOW_REQUESTS(1, siege -> slowRequests(siege, false)),
    SLOW_REQUESTS_THAT_CLAIM_DEPTH(1, siege -> slowRequests(siege, true)),
    AFTER_GOODBYE(4, Attack::afterGoodbye),
    REPLIES_THAT_ARE_NEVER_READ(4, Attack::unreadReplies),
    EVENTS_THAT_ARE_NEVER_READ(8, Attack::unreadEvents),
    LARGE_EVENTS_FOR_A_STUCK_LISTENER(8, siege -> events(siege, "stuck", '"' + "x".repeat(1_000_000) + '"', 1)),
    SMALL_EVENTS_FOR_A_STUCK_LISTENER(4, siege -> events(siege, "stuck", "1", 1)),
    PINGS_THAT_ARE_NEVER_ANSWERED(4, Attack::pings),
    REPLIES_TO_NOTHING(2, Attack::replies),
    RANDOM_BYTES(4, Attack::random);

    /** How many connections at a time do it. */
    final int attackers;

    private final Action action;

    @FunctionalInterface
    private interface Action {
        void run(Siege siege) throws IOException;
    }

    Attack(int attackers, Action action) {
        this.attackers = attackers;
        this.action = action;
    }

    /** Until main closes the connection, or the siege ends. */
    void run(Siege siege) throws IOException {
        action.run(siege);
    }

    private static String list(String element, int count) {
        return "[" + (element + ",").repeat(count - 1) + element + "]";
    }

    private static byte[] numbered(long number, MessageTail tail) {
        return ByteBuffer.allocate(Long.BYTES + tail.bytes().length)
                .putLong(number)
                .put(tail.bytes())
                .array();
    }

    private static HostileRenderer ready(Siege siege) throws IOException {
        HostileRenderer hostile = siege.welcomed("");
        hostile.send(FrameType.READY, "{}".getBytes(UTF_8));
        return hostile;
    }

    private static void requests(Siege siege, String name, String payload) throws IOException {
        HostileRenderer hostile = ready(siege);
        byte[] bytes = payload.getBytes(UTF_8);
        for (long number = 1; siege.goesOn(); number++) {
            for (int together = 0; together < 4; together++, number++) {
                hostile.send(
                        FrameType.REQUEST,
                        numbered(number, MessageTail.request(number, 10_000, name, Map.of(), bytes)));
            }
            if (!hostile.await(FrameType.REPLY)) {
                return;
            }
        }
    }

    private static void interest(Siege siege, int count, IntFunction<String> text) throws IOException {
        HostileRenderer hostile = ready(siege);
        int together = 4_500;
        for (int first = 0; siege.goesOn() && first < count; first += together) {
            String texts = IntStream.range(first, Math.min(count, first + together))
                    .mapToObj(i -> '"' + text.apply(i) + '"')
                    .collect(Collectors.joining(","));
            hostile.send(FrameType.INTEREST, ("{\"listens\":[" + texts + "]}").getBytes(UTF_8));
        }
        hostile.awaitEnd();
    }

    private static void flappingPatterns(Siege siege) throws IOException {
        HostileRenderer hostile = ready(siege);
        String texts = IntStream.range(0, 998)
                .mapToObj(i -> '"' + "*a".repeat(90) + i + '"')
                .collect(Collectors.joining(","));
        hostile.send(FrameType.INTEREST, ("{\"listens\":[" + texts + "]}").getBytes(UTF_8));
        while (siege.goesOn()) {
            hostile.send(FrameType.INTEREST, "{\"unlistens\":[\"*b\"],\"listens\":[\"*c\"]}".getBytes(UTF_8));
            hostile.send(FrameType.INTEREST, "{\"unlistens\":[\"*c\"],\"listens\":[\"*b\"]}".getBytes(UTF_8));
        }
    }

    private static String fingerprints() {
        return IntStream.range(0, 50).mapToObj(i -> "\"row" + i + "\":\"x\"").collect(Collectors.joining(","));
    }

    private static void unreadContracts(Siege siege) throws IOException {
        HostileRenderer hostile = siege.welcomed(",\"contractCheck\":\"warn\"");
        hostile.send(FrameType.READY, "{}".getBytes(UTF_8));
        byte[] contract = ("{\"fingerprints\":{" + fingerprints() + "},\"ask\":false}").getBytes(UTF_8);
        byte[] shapes = "{\"shapes\":{\"row1\":{},\"row2\":{}},\"ask\":true}".getBytes(UTF_8);
        while (siege.goesOn()) {
            hostile.send(FrameType.CONTRACT, contract);
            hostile.send(FrameType.CONTRACT, shapes);
        }
    }

    private static void endlessComparison(Siege siege) throws IOException {
        HostileRenderer hostile = siege.connected();
        hostile.send(FrameType.HELLO, siege.hello(",\"contractCheck\":\"fail\""));
        byte[] contract = ("{\"fingerprints\":{" + fingerprints() + "},\"ask\":false}").getBytes(UTF_8);
        while (siege.goesOn()) {
            hostile.send(FrameType.CONTRACT, contract);
        }
    }

    private static void announced(Siege siege) throws IOException {
        HostileRenderer hostile = siege.welcomed("");
        hostile.write(ByteBuffer.allocate(16).putInt(0, 8 * 1024 * 1024).put(4, (byte) 16));
        hostile.awaitEnd();
    }

    private static void unfinished(Siege siege) throws IOException {
        HostileRenderer hostile = siege.welcomed("");
        int size = 8 * 1024 * 1024;
        hostile.write(ByteBuffer.allocate(size - 1024).putInt(0, size).put(4, (byte) 16));
        hostile.awaitEnd();
    }

    private static void gaps(Siege siege) throws IOException {
        HostileRenderer hostile = ready(siege);
        for (long number = 2; siege.goesOn(); number += 2) {
            hostile.send(
                    FrameType.EVENT,
                    numbered(number, MessageTail.event(number, "row1", null, Map.of(), "{}".getBytes(UTF_8))));
        }
    }

    private static void reconnects(Siege siege) throws IOException {
        while (siege.goesOn()) {
            try (HostileRenderer hostile = siege.welcomed("")) {
                hostile.send(FrameType.READY, "{\"listens\":[\"a\"]}".getBytes(UTF_8));
            }
        }
    }

    private static void halfOpen(Siege siege) throws IOException {
        for (int i = 0; siege.goesOn() && i < 200; i++) {
            siege.connected();
        }
        siege.awaitEnd();
    }

    private static void slowRequests(Siege siege, boolean deep) throws IOException {
        HostileRenderer hostile = ready(siege);
        for (int number = 1; siege.goesOn() && number <= 2_000; number++) {
            Map<String, String> headers = deep ? Depth.header(number % Depth.MAX) : Map.of();
            hostile.send(
                    FrameType.REQUEST,
                    headers.isEmpty() ? 0 : 0x02,
                    numbered(
                            number,
                            MessageTail.request(
                                    number, 3_000, "test:ask", headers, "{\"how\":\"slow\"}".getBytes(UTF_8))));
        }
        siege.awaitEnd();
    }

    private static void afterGoodbye(Siege siege) throws IOException {
        HostileRenderer hostile = ready(siege);
        hostile.send(FrameType.GOODBYE, "{\"reason\":\"x\"}".getBytes(UTF_8));
        for (long number = 1; siege.goesOn(); number++) {
            hostile.send(
                    FrameType.EVENT,
                    numbered(number, MessageTail.event(number, "any", null, Map.of(), "1".getBytes(UTF_8))));
        }
    }

    private static void unreadReplies(Siege siege) throws IOException {
        HostileRenderer hostile = ready(siege);
        for (long number = 1; siege.goesOn(); number++) {
            hostile.send(
                    FrameType.REQUEST,
                    numbered(number, MessageTail.request(number, 10_000, "nobody", Map.of(), "1".getBytes(UTF_8))));
        }
    }

    private static void unreadEvents(Siege siege) throws IOException {
        HostileRenderer hostile = siege.welcomed("");
        hostile.send(FrameType.READY, "{\"listens\":[\"test:counted\"]}".getBytes(UTF_8));
        siege.haveMainEmit();
        siege.awaitEnd();
    }

    private static void events(Siege siege, String name, String payload, int step) throws IOException {
        HostileRenderer hostile = ready(siege);
        byte[] tail = MessageTail.event(1, name, null, Map.of(), payload.getBytes(UTF_8))
                .bytes();
        int size = Frame.HEADER_SIZE + Long.BYTES + tail.length;
        ByteBuffer burst = ByteBuffer.allocate(Math.max(1, 64 * 1024 / size) * size);
        for (long number = step; siege.goesOn(); number += step) {
            Frame.writeHeader(burst, FrameType.EVENT, 0, Long.BYTES + tail.length);
            burst.putLong(number).put(tail);
            if (!burst.hasRemaining()) {
                hostile.write(burst.flip());
                burst.clear();
            }
        }
    }

    private static void pings(Siege siege) throws IOException {
        HostileRenderer hostile = ready(siege);
        byte[] body = new byte[60_000];
        while (siege.goesOn()) {
            hostile.send(FrameType.PING, body);
        }
    }

    private static void replies(Siege siege) throws IOException {
        HostileRenderer hostile = ready(siege);
        for (long number = 1; siege.goesOn(); number += 3) {
            hostile.send(FrameType.REPLY, numbered(number, MessageTail.reply(number, ReplyStatus.OK, new byte[0])));
            hostile.send(FrameType.PROGRESS, numbered(number + 1, MessageTail.progress(number, new byte[1])));
            hostile.send(FrameType.CANCEL, numbered(number + 2, MessageTail.cancel(number)));
        }
    }

    private static void random(Siege siege) throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[1024];
        while (siege.goesOn()) {
            HostileRenderer hostile = random.nextBoolean() ? siege.connected() : ready(siege);
            random.nextBytes(bytes);
            hostile.write(ByteBuffer.wrap(bytes).putInt(0, 500).position(0));
            hostile.awaitEnd();
        }
    }
}
