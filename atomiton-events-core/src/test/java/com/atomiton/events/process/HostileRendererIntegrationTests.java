package com.atomiton.events.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventType;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What a process of the same user that means harm can do to main: lose its own connection. Others are served on. */
class HostileRendererIntegrationTests {

    private static final EventType<String> NOTE = EventType.of("note", String.class);

    @TempDir
    private Path directory;

    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger overflowed = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("com.atomiton.events");
    private Level level;
    private DefaultEventBus main;
    private DefaultEventBus renderer;

    @BeforeEach
    void start() {
        level = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        log.start();
        logger.addAppender(log);
        main = Sockets.main(directory)
                .connectTimeout(Duration.ofMillis(500))
                .telemetry(new BusTelemetry() {
                    @Override
                    public void dropped(String event, String reason) {
                        if (event.equals("note") && reason.equals("overflow")) {
                            overflowed.incrementAndGet();
                        }
                    }
                })
                .build();
        main.handle(Ask.class, (ask, context) -> "answered " + handled.incrementAndGet());
        main.on(NOTE, note -> {
            handled.incrementAndGet();
            release.await();
        });
        main.start();
        renderer = Sockets.renderer(directory).build();
        renderer.start();
        await().until(() -> renderer.connectionState() == ConnectionState.CONNECTED);
    }

    @AfterEach
    void theOthersAreServed() throws Exception {
        try {
            assertThat(renderer.request(new Ask("still"), String.class).get(5, TimeUnit.SECONDS))
                    .startsWith("answered ");
        } finally {
            release.countDown();
            renderer.close();
            main.close();
            logger.detachAppender(log);
            logger.setLevel(level);
        }
    }

    @ParameterizedTest
    @EnumSource(value = FrameType.class, mode = EnumSource.Mode.EXCLUDE, names = "HELLO")
    void noKindOfFrameGetsPastTheHandshake(FrameType type) throws IOException {
        try (HostileRenderer hostile = new HostileRenderer(directory)) {
            hostile.send(type, request(1));

            assertThat(hostile.receive()).isNull();
        }
        assertThat(handled).hasValue(0);
    }

    @Test
    void aHandshakeThatComesByteByByteEndsAtItsDeadline() throws IOException {
        try (HostileRenderer hostile = new HostileRenderer(directory)) {
            long began = System.nanoTime();
            ByteBuffer frame = ByteBuffer.allocate(1_000).putInt(0, 900).put(4, (byte) 1);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                for (int i = 0; i < frame.capacity(); i++) {
                    hostile.write(frame.slice(i, 1));
                    await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                }
            });
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aProcessThatIsRefusedForAnotherReasonEachTimeDoesNotFillTheLog() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (HostileRenderer hostile = new HostileRenderer(directory)) {
                hostile.send(FrameType.HELLO, ("{\"protocol\":" + (1_000 + i) + "}").getBytes(UTF_8));
                assertThat(hostile.receive()).isNotNull();
            }
        }
        assertThat(logged().lines().filter(line -> line.contains("Refused a process that connected")))
                .hasSize(5);
    }

    @Test
    void processesThatAreRefusedInTurnsAreLoggedOnceEach() throws IOException {
        for (int i = 0; i < 4; i++) {
            try (HostileRenderer hostile = new HostileRenderer(directory)) {
                hostile.send(FrameType.HELLO, ("{\"protocol\":" + (1_000 + i % 2) + "}").getBytes(UTF_8));
                assertThat(hostile.receive()).isNotNull();
            }
        }
        assertThat(logged().lines().filter(line -> line.contains("Refused a process that connected")))
                .hasSize(2);
    }

    @Test
    void ofTooManyConnectionsWithoutAHandshakeTheOldestGivesWay() throws IOException {
        List<HostileRenderer> all = new ArrayList<>();
        try {
            for (int i = 0; i < 129; i++) {
                all.add(new HostileRenderer(directory));
            }
            await().until(() -> logged().contains("128 other connections have not ended their handshakes"));
            assertThat(all.get(0).receive()).isNull();
            assertThat(all.get(128).hello("i", "n", "")).startsWith("WELCOME");
        } finally {
            for (HostileRenderer one : all) {
                one.close();
            }
        }
        await().untilAsserted(() -> {
            try (HostileRenderer honest = new HostileRenderer(directory)) {
                assertThat(honest.hello("i", "n", "")).startsWith("WELCOME");
            }
        });
    }

    @Test
    void afterGoodbyeTheConnectionIsClosedAndNothingIsRead() throws IOException {
        try (HostileRenderer hostile = welcomed()) {
            hostile.send(FrameType.GOODBYE, "{\"reason\":\"gone\"}".getBytes(UTF_8));
            try {
                hostile.send(FrameType.REQUEST, request(1));
            } catch (IOException closedAlready) {
                // So much the better
            }

            hostile.awaitEnd();
        }
        assertThat(handled).hasValue(0);
    }

    @Test
    void aRendererThatSendsMoreThanIsConsumedIsClosedWithTheReason() throws IOException {
        try (HostileRenderer hostile = welcomed()) {
            byte[] payload = ("\"" + "x".repeat(1024 * 1024) + "\"").getBytes(UTF_8);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                for (long number = 1; number < 200; number++) {
                    hostile.send(
                            FrameType.EVENT,
                            numbered(number, MessageTail.event(number, "note", null, Map.of(), payload)));
                }
            });
        }
        await().untilAsserted(() ->
                assertThat(logged()).contains("it sends more than is consumed", "atomiton.events.outbound.max-bytes"));
    }

    @Test
    void smallMessagesAreCountedToo() throws IOException {
        int limit = 4 * 65_536;
        try (HostileRenderer hostile = welcomed()) {
            byte[] tail = MessageTail.event(1, "note", null, Map.of(), "\"x\"".getBytes(UTF_8))
                    .bytes();
            int size = Frame.HEADER_SIZE + Long.BYTES + tail.length;
            ByteBuffer burst = ByteBuffer.allocate(1024 * size);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                for (long number = 1; number < 3L * limit; number++) {
                    Frame.writeHeader(burst, FrameType.EVENT, 0, Long.BYTES + tail.length);
                    burst.putLong(number).put(tail);
                    if (!burst.hasRemaining()) {
                        hostile.write(burst.flip());
                        burst.clear();
                    }
                }
            });
        }
        await().untilAsserted(() -> assertThat(logged())
                .contains("it sends more than is consumed", limit + " messages of", "the limits are " + limit));
    }

    @Test
    void anUnnumberedMessageForWhichThereIsNoRoomIsDroppedAndCounted() throws IOException {
        try (HostileRenderer hostile = welcomed()) {
            byte[] payload = ("\"" + "x".repeat(1024 * 1024) + "\"").getBytes(UTF_8);
            byte[] body = numbered(0, MessageTail.event(1, "note", null, Map.of(), payload));
            for (int i = 0; i < 100; i++) {
                hostile.send(FrameType.EVENT, MessageFlags.UNNUMBERED, body);
            }
            hostile.send(FrameType.PING, new byte[8]);

            // The answer comes after all of them were read
            assertThat(hostile.await(FrameType.PONG)).isTrue();
            // 63 of a little more than 1 MiB are within 64 MiB
            assertThat(overflowed).hasValue(37);
        }
    }

    @Test
    void aControlFrameOfMoreThanAMebibyteIsRefused() throws IOException {
        try (HostileRenderer hostile = welcomed()) {
            hostile.send(FrameType.INTEREST, new byte[1024 * 1024 + 1]);
            hostile.awaitEnd();
        }
        await().untilAsserted(() -> assertThat(logged()).contains("a INTEREST of 1048577 bytes"));
    }

    @Test
    void theTokenOfAnotherProcessBeginsANewSession() throws IOException {
        try (HostileRenderer victim = new HostileRenderer(directory);
                HostileRenderer thief = new HostileRenderer(directory);
                HostileRenderer guesser = new HostileRenderer(directory)) {
            String token = token(victim.hello("victim", "one", ""));
            String stolen = thief.hello("thief", "two", token);
            String guessed = guesser.hello("guesser", "three", "AAAAAAAAAAAAAAAAAAAAAA");

            // 22 digits of Base64 are 128 bits
            assertThat(token).hasSize(22);
            assertThat(stolen).contains("\"resumed\":false");
            assertThat(guessed).contains("\"resumed\":false");
            assertThat(List.of(token, token(stolen), token(guessed))).doesNotHaveDuplicates();
            assertThat(main.peers()).extracting("id").contains("victim", "thief", "guesser");
        }
    }

    @Test
    void nothingThatAPeerSaysCanForgeALineOfTheLog() throws IOException {
        String evil = "a\\r\\n2026-01-01 INFO forged \\u001b[31m\\u202e\\u2028";
        try (HostileRenderer hostile = new HostileRenderer(directory)) {
            assertThat(hostile.hello(evil, evil, evil)).startsWith("WELCOME");
            hostile.send(FrameType.GOODBYE, ("{\"reason\":\"" + evil + "\"}").getBytes(UTF_8));
            hostile.send(FrameType.INTEREST, ("{\"listens\":\"" + evil + "\"}").getBytes(UTF_8));
            hostile.awaitEnd();
        }
        try (HostileRenderer hostile = new HostileRenderer(directory)) {
            String hello = "{\"protocol\":1,\"role\":\"" + evil + "\",\"instance\":\"i\",\"epoch\":1,\"received\":0,"
                    + "\"from\":1,\"maxFrame\":65536}";
            hostile.send(FrameType.HELLO, hello.getBytes(UTF_8));
            hostile.awaitEnd();
        }

        await().untilAsserted(() -> assertThat(logged()).contains("Connected to", "Lost ", "its role is"));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]"));
    }

    private HostileRenderer welcomed() throws IOException {
        HostileRenderer hostile = new HostileRenderer(directory);
        assertThat(hostile.hello("hostile", "hostile", "")).startsWith("WELCOME");
        return hostile;
    }

    private static String token(String welcome) {
        return welcome.replaceFirst("(?s).*\"session\":\"([^\"]*)\".*", "$1");
    }

    private static byte[] request(long number) {
        return numbered(
                number, MessageTail.request(1, 1_000, "test:ask", Map.of(), "{\"how\":\"now\"}".getBytes(UTF_8)));
    }

    private static byte[] numbered(long number, MessageTail tail) {
        return ByteBuffer.allocate(Long.BYTES + tail.bytes().length)
                .putLong(number)
                .put(tail.bytes())
                .array();
    }

    private String logged() {
        return String.join(
                "\n",
                List.copyOf(log.list).stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }
}
