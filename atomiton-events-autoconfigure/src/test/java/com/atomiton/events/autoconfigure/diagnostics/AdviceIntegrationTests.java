package com.atomiton.events.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.example.Mistakes;
import com.example.Remedies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Takes each failed start that docs/troubleshooting.md shows, does what its action says, and starts again. */
@ExtendWith(OutputCaptureExtension.class)
class AdviceIntegrationTests {

    private static final String MAIN = "--atomiton.events.role=main";

    @TempDir
    private Path directory;

    /** An application as it is started. */
    private record Start(List<Class<?>> beans, Map<String, Object> environment, List<String> arguments) {

        static Start with(String... arguments) {
            return new Start(List.of(), Map.of(), List.of(arguments));
        }

        static Start mainAt(Path socket, String... more) {
            return at(socket, Stream.concat(Stream.of(MAIN), Stream.of(more)).toArray(String[]::new));
        }

        static Start at(Path socket, String... more) {
            List<String> arguments = new ArrayList<>(List.of(more));
            arguments.add("--atomiton.events.socket.path=" + socket);
            return new Start(List.of(), Map.of(), arguments);
        }

        Start in(Map<String, Object> variables) {
            return new Start(beans, variables, arguments);
        }

        SpringApplicationBuilder application() {
            return FailedStart.application(beans.toArray(Class<?>[]::new))
                    .initializers(context -> context.getEnvironment()
                            .getPropertySources()
                            .replace(
                                    "systemEnvironment",
                                    new SystemEnvironmentPropertySource("systemEnvironment", environment)));
        }

        String[] argumentArray() {
            return arguments.toArray(String[]::new);
        }
    }

    @FunctionalInterface
    private interface Situation {
        Start in(Scene scene) throws Exception;
    }

    /**
     * A way out.
     *
     * @param part of the page
     * @param words those of the action that are followed
     */
    private record Advice(String part, String words, Situation mistake, Situation remedy) {

        @Override
        public String toString() {
            return part + ": " + words;
        }
    }

    static Stream<Advice> advices() {
        return Stream.of(roles(), mains(), sockets(), properties(), listeners()).flatMap(advices -> advices);
    }

    private static Stream<Advice> roles() {
        Situation unknown = scene -> Start.with("--atomiton.events.role=boss");
        Situation ofEnvironment = scene -> Start.with().in(Map.of("PROCESS_TYPE", "x"));
        Stream<Advice> values = Stream.of("main", "renderer", "standalone", "browser", "auto")
                .flatMap(value -> Stream.of(
                        new Advice(
                                "unknown-role",
                                value,
                                unknown,
                                scene -> Start.at(scene.ours("main.sock"), "--atomiton.events.role=" + value)),
                        new Advice(
                                "unknown-role-of-environment",
                                value,
                                ofEnvironment,
                                scene -> Start.at(scene.ours("main.sock")).in(Map.of("PROCESS_TYPE", value)))));
        return Stream.concat(
                values,
                Stream.of(new Advice(
                        "unknown-role-of-environment",
                        "The property 'atomiton.events.role' goes before all other places",
                        ofEnvironment,
                        scene -> Start.with("--atomiton.events.role=standalone").in(Map.of("PROCESS_TYPE", "x")))));
    }

    private static Stream<Advice> mains() {
        Situation second = scene -> {
            Start first = Start.mainAt(scene.ours("main.sock"));
            scene.runs(first.application().run(first.argumentArray()));
            return first;
        };
        return Stream.of(
                new Advice("second-main", "Stop it", second, scene -> {
                    scene.stopWhatRuns();
                    return Start.mainAt(scene.ours("main.sock"));
                }),
                new Advice(
                        "second-main",
                        "give this one another 'atomiton.events.socket.path'",
                        second,
                        scene -> Start.mainAt(scene.ours("other.sock"))),
                new Advice(
                        "second-main",
                        "set 'atomiton.events.role=renderer'",
                        second,
                        scene -> Start.at(scene.ours("main.sock"), "--atomiton.events.role=renderer")));
    }

    private static Stream<Advice> sockets() {
        Situation ours = scene -> Start.mainAt(scene.ours("main.sock"));
        Situation tooLong = scene -> Start.mainAt(Path.of("/tmp/" + "x".repeat(120) + ".sock"));
        Situation open =
                scene -> Start.mainAt(scene.directory("open", "rwxrwxrwx").resolve("main.sock"));
        Situation link = scene -> {
            scene.ours("main.sock");
            return Start.mainAt(Files.createSymbolicLink(
                            scene.directory().resolve("link"), scene.directory().resolve("ours"))
                    .resolve("main.sock"));
        };
        Situation missing = scene -> Start.mainAt(scene.directory().resolve("none/there/main.sock"));
        Situation inTheWay = scene -> Start.mainAt(Files.createFile(scene.ours("main.sock")));
        Situation listenedTo = scene -> {
            scene.listens(scene.ours("main.sock"));
            return Start.mainAt(scene.ours("main.sock"));
        };
        return Stream.of(
                new Advice("path-too-long", "a path of at most 106 bytes, in a directory of yours", tooLong, ours),
                new Advice("directory-open", "a path in another directory", open, ours),
                new Advice("directory-open", "or run: chmod 700", open, scene -> {
                    run(found(scene, "run: (chmod .*)\\.").group(1));
                    return Start.mainAt(scene.directory().resolve("open/main.sock"));
                }),
                new Advice(
                        "directory-link",
                        "a path in the directory that it leads to",
                        link,
                        scene -> Start.mainAt(
                                Path.of(found(scene, "leads to, '(.*)'").group(1), "main.sock"))),
                new Advice(
                        "directory-of-another",
                        "a path in a directory of yours",
                        scene -> Start.mainAt(scene.theirs()),
                        ours),
                new Advice("directory-missing", "Create it with mode 700", missing, scene -> {
                    run("mkdir -p -m 700 '"
                            + found(scene, "directory '(.*)' does not").group(1) + "'");
                    return Start.mainAt(scene.directory().resolve("none/there/main.sock"));
                }),
                new Advice("directory-missing", "a path in a directory of yours", missing, ours),
                new Advice(
                        "no-rights",
                        "a directory of yours that can be written to",
                        scene -> Start.mainAt(scene.withoutRights()),
                        ours),
                new Advice("in-the-way", "Remove it", inTheWay, scene -> {
                    Files.delete(scene.ours("main.sock"));
                    return Start.mainAt(scene.ours("main.sock"));
                }),
                new Advice("in-the-way", "to another path", inTheWay, scene -> Start.mainAt(scene.ours("other.sock"))),
                new Advice("listened-to", "Stop that process", listenedTo, scene -> {
                    scene.stopWhatRuns();
                    return Start.mainAt(scene.ours("main.sock"));
                }),
                new Advice(
                        "listened-to", "to another path", listenedTo, scene -> Start.mainAt(scene.ours("other.sock"))),
                new Advice(
                        "unknown-user",
                        "Correct 'atomiton.events.security.allowed-users'",
                        scene -> Start.mainAt(
                                scene.ours("main.sock"), "--atomiton.events.security.allowed-users=nobodyknows"),
                        scene -> Start.mainAt(
                                scene.ours("main.sock"), "--atomiton.events.security.allowed-users=nobody")));
    }

    private static Stream<Advice> properties() {
        String review = "Review the value of the property";
        return Stream.of(
                new Advice(
                        "namespace",
                        review,
                        scene -> Start.with(MAIN, "--atomiton.events.namespace=a/b"),
                        scene -> Start.mainAt(scene.ours("main.sock"), "--atomiton.events.namespace=a-b")),
                new Advice(
                        "property",
                        review,
                        scene -> Start.with("--atomiton.events.heartbeat.timeout=1s"),
                        scene -> Start.with("--atomiton.events.heartbeat.timeout=6s")),
                new Advice(
                        "missing-engine",
                        "set 'atomiton.events.transport' to unix",
                        scene -> Start.with(MAIN, "--atomiton.events.transport=cloud-stream"),
                        scene -> Start.mainAt(scene.ours("main.sock"), "--atomiton.events.transport=unix")));
    }

    private static Stream<Advice> listeners() {
        return Stream.of(
                listener("two-types", "another @EventName", "ExecuteListener RunListener", "RenamedListener"),
                listener("two-types", "one class for both", "ExecuteListener RunListener", "OtherExecuteListener"),
                listener("two-handlers", "remove one", "Handler OtherHandler", "Handler"),
                listener("two-handlers", "return void", "Handler OtherHandler", "Handler ExecuteListener"),
                listener("two-widths", "one of them everywhere", "WideLane NarrowLane", "WideLane OtherWideLane"),
                listener("private", "Change the method", "PrivateMethod", "PackagePrivateMethod"),
                listener("static", "Change the method", "StaticMethod", "InstanceMethod"),
                listener("lazy", "or its bean", "LazyBean", "EagerBean"),
                listener("lazy", "its annotation", "LazyBean", "NotLazyBean"),
                listener("no-name", "Change the method", "WithoutName", "AnnotatedPayload"),
                listener("no-name", "its annotation", "WithoutName", "NamedEvent"),
                listener("no-payload", "its annotation", "WithoutPayload", "NamedWithoutPayload"),
                listener("two-payloads", "its annotation", "TwoPayloads", "PayloadAndHeader"),
                listener("two-payloads", "Change the method", "TwoPayloads", "OnePayload"),
                listener("wide-shared-lane", "its annotation", "WideSharedLane", "WideOwnLane"),
                listener("wide-shared-lane", "its annotation", "WideSharedLane", "NarrowSharedLane"),
                listener("pattern-of-requests", "its annotation", "PatternOfRequests", "NamedRequest"),
                listener("pattern-of-requests", "Change the method", "PatternOfRequests", "PatternOfEvents"));
    }

    private static Advice listener(String part, String words, String mistakes, String remedies) {
        return new Advice(
                part,
                words,
                scene -> new Start(beans(mistakes), Map.of(), List.of()),
                scene -> new Start(beans(remedies), Map.of(), List.of()));
    }

    /** Of the mistakes, if there is one of that name. */
    private static List<Class<?>> beans(String names) {
        Stream<Class<?>> all =
                Stream.of(Mistakes.class, Remedies.class).flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()));
        List<String> wanted = List.of(names.split(" "));
        List<Class<?>> beans =
                all.filter(type -> wanted.contains(type.getSimpleName())).toList();
        assertThat(beans).hasSameSizeAs(wanted);
        return beans;
    }

    private static MatchResult found(Scene scene, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(scene.report());
        assertThat(matcher.find()).as(scene.report()).isTrue();
        return matcher.toMatchResult();
    }

    private static void run(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor())
                .as(command)
                .isZero();
    }

    @BeforeEach
    void onlyLinuxHasTheseLimitsAndDirectories() {
        assumeThat(System.getProperty("os.name").toLowerCase(Locale.ROOT)).startsWith("linux");
    }

    @ParameterizedTest
    @MethodSource("advices")
    void whoDoesWhatIsAdvisedStarts(Advice advice, CapturedOutput output) throws Exception {
        try (Scene scene = new Scene(directory)) {
            Start mistake = advice.mistake.in(scene);
            scene.report(FailedStart.report(output, mistake.application(), mistake.argumentArray()));
            assertThat(scene.report().replaceFirst("(?s).*\\RAction:\\R", "")).contains(advice.words);

            Start remedy = advice.remedy.in(scene);

            try (ConfigurableApplicationContext context = remedy.application().run(remedy.argumentArray())) {
                assertThat(context.isRunning()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whoAsksForAnotherCodecThanTheOneThatIsMissingStarts(Class<? extends Callable<String>> application)
            throws Exception {
        assertThat(FailedStart.withoutCbor(application)).isEqualTo("started");
    }

    static Stream<Class<? extends Callable<String>>> codecs() {
        return Stream.of(FailedStart.AsksForJson.class, FailedStart.AsksForWhatIsThere.class);
    }

    @Test
    void eachFailedStartOfThePageHasItsAdviceFollowed() throws IOException {
        String page = Files.readString(Path.of("../docs/troubleshooting.md"));

        List<String> shown = Pattern.compile("<!-- generated: (\\S+) -->")
                .matcher(page)
                .results()
                .map(part -> part.group(1))
                .toList();

        assertThat(Stream.concat(advices().map(Advice::part), Stream.of("missing-codec")))
                .hasSameElementsAs(shown);
    }
}
