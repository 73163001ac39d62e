package com.atomiton.events.fuzz;

import com.atomiton.events.EventSerializationException;
import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.codec.Goodbye;
import com.atomiton.events.codec.Hello;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.codec.ProtocolVersion;
import com.atomiton.events.codec.Reject;
import com.atomiton.events.codec.Welcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Mutated JSON as the bodies of control frames. The seed is printed; {@code -Dfuzz.seed=N -Dfuzz.bodies=1} repeats one
 * body, {@code -Pfuzz} reads many more.
 */
class ControlBodyFuzzTests {

    private static final List<Class<?>> TYPES = List.of(
            ProtocolVersion.class,
            Hello.class,
            Welcome.class,
            Reject.class,
            Contract.class,
            Interest.class,
            Goodbye.class);

    private final ControlCodec codec = new ControlCodec();
    private final List<byte[]> corpus = Stream.concat(
                    Stream.of(
                                    new Hello(
                                            1,
                                            "renderer",
                                            "i-1",
                                            "editor",
                                            5,
                                            "t",
                                            7,
                                            1,
                                            List.of("json"),
                                            65_536,
                                            "/a",
                                            Map.of("e", "f"),
                                            "warn",
                                            5_000L),
                                    new Welcome(
                                            1, "m-1", "main", 5, "t", true, 7, 1, "json", 65_536, "/a", Map.of(),
                                            "warn"),
                                    new Reject("role", "no"),
                                    new Contract(
                                            Map.of("a:b", "0123456789abcdef"),
                                            Map.of(
                                                    "c",
                                                    EventShape.of(JsonNodeFactory.instance
                                                            .objectNode()
                                                            .put("type", "string"))),
                                            true),
                                    new Interest(List.of("a:b", "**"), List.of("c"), List.of("d"), List.of("e"), true),
                                    new Goodbye("stops"))
                            .map(codec::write),
                    Stream.of("[[[[[[[[{}]]]]]]]]", "1e999999999", "\"\\ud800\"", "{\"protocol\":1,\"protocol\":2}")
                            .map(text -> text.getBytes(StandardCharsets.UTF_8)))
            .toList();

    @Test
    void anyBodyIsReadOrRefusedAsUnreadable() {
        long firstSeed = Long.getLong("fuzz.seed", new Random().nextLong() >>> 16);
        long count = Long.getLong("fuzz.bodies", 100_000);
        System.out.println("fuzz.seed=" + firstSeed + " fuzz.bodies=" + count);
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Random random = new Random(seed);
            byte[] body = new Mutations(random, corpus).next();
            try {
                codec.read(body, TYPES.get(random.nextInt(TYPES.size())));
            } catch (EventSerializationException expected) {
                // What closes the connection.
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError(
                        "-Dfuzz.seed=" + seed + " -Dfuzz.bodies=1: " + new String(body, StandardCharsets.ISO_8859_1),
                        wrong);
            }
        }
    }
}
