package com.atomiton.events.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.EventName;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** Makes each mistake for real and reads what would be printed. */
class FailureAnalysisTests {

    private static final Log log = LogFactory.getLog(FailureAnalysisTests.class);

    @EventName("test:greeting")
    record Greeting(String text) {}

    @EventName("test:greeting")
    record OtherGreeting(String text) {}

    @TempDir
    private Path directory;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ConductorAutoConfiguration.class));

    @Test
    void anUnknownRole() {
        FailureAnalysis analysis = analyze(runner.withPropertyValues("atomiton.events.role=boss"));
        assertThat(analysis.getDescription())
                .isEqualTo("The role of this process is given as 'boss' by 'atomiton.events.role' in test, but there is"
                        + " no such role.");
        assertThat(analysis.getAction())
                .isEqualTo("Set it to one of main, renderer, standalone, browser, auto. The property"
                        + " 'atomiton.events.role' goes before all other places.");
    }

    @Test
    void aSocketPathThatIsTooLong() {
        String path = "/tmp/" + "x".repeat(120) + ".sock";
        FailureAnalysis analysis = analyze(main(path));
        assertThat(analysis.getDescription()).contains(path, "130 bytes long", "at most 106");
        assertThat(analysis.getAction()).contains("'atomiton.events.socket.path'", "'atomiton.events.namespace'");
    }

    @Test
    void aSocketDirectoryThatOthersMayWriteTo() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        FailureAnalysis analysis = analyze(main(open + "/main.sock"));
        assertThat(analysis.getDescription()).contains("'" + open + "'", "rwxrwxrwx");
        assertThat(analysis.getAction()).contains("'atomiton.events.socket.path'", "chmod 700");
    }

    @Test
    void somethingElseInThePlaceOfTheSocket() throws Exception {
        Path ours = Files.createDirectory(
                directory.resolve("ours"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = Files.createFile(ours.resolve("main.sock"));
        FailureAnalysis analysis = analyze(main(file.toString()));
        assertThat(analysis.getDescription()).contains("'" + file + "'", "something else");
        assertThat(analysis.getAction()).contains("Remove it", "'atomiton.events.socket.path'");
    }

    @Test
    void aSecondMain() {
        Path socket = directory.resolve("run/main.sock");
        main(socket.toString()).run(first -> {
            FailureAnalysis analysis = analyze(main(socket.toString()));
            assertThat(analysis.getDescription())
                    .contains("process id " + ProcessHandle.current().pid() + " ", "'" + socket + "'");
            assertThat(analysis.getAction()).contains("'atomiton.events.namespace'", "'atomiton.events.role=renderer'");
        });
    }

    @Test
    void twoTypesForOneName() {
        FailureAnalysis analysis = analyze(runner.withBean(TwoTypes.class));
        assertThat(analysis.getDescription())
                .contains("'test:greeting'", Greeting.class.getName(), OtherGreeting.class.getName());
        assertThat(analysis.getAction()).startsWith("Give one of them another @EventName");
    }

    @Test
    void twoHandlersOfOneRequest() {
        FailureAnalysis analysis = analyze(runner.withBean(TwoHandlers.class));
        assertThat(analysis.getDescription()).contains("'test:greeting'", "#one(Greeting)", "#two(Greeting)");
        assertThat(analysis.getAction()).startsWith("Only one can answer, so remove one");
    }

    @Test
    void aLaneOfTwoWidths() {
        FailureAnalysis analysis = analyze(runner.withBean(TwoWidths.class));
        assertThat(analysis.getDescription())
                .contains("'reports'", "concurrency 2 and with 3")
                .endsWith("3.");
        assertThat(analysis.getAction()).isEqualTo("Use one of them everywhere.");
    }

    @Test
    void aListenerMethodThatCouldNeverBeCalled() {
        FailureAnalysis analysis = analyze(runner.withBean(PrivateListener.class));
        assertThat(analysis.getDescription()).contains("#never(Greeting)", "is private", "make it package-private");
        assertThat(analysis.getAction()).contains("Change the method");
    }

    @Test
    void aPropertyWithAValueThatMakesNoSense() {
        FailureAnalysis analysis = analyze(runner.withPropertyValues("atomiton.events.request.timeout=-5s"));
        assertThat(analysis.getDescription())
                .contains("'-5s'", "'atomiton.events.request.timeout'", "must be at least 1ms");
    }

    private ApplicationContextRunner main(String socket) {
        return runner.withPropertyValues("atomiton.events.role=main", "atomiton.events.socket.path=" + socket);
    }

    /** As Boot does it: the first analyzer that has something to say, of all that are registered. */
    private static FailureAnalysis analyze(ApplicationContextRunner failing) {
        AtomicReference<FailureAnalysis> first = new AtomicReference<>();
        AtomicReference<Environment> environment = new AtomicReference<>(new StandardEnvironment());
        failing.withInitializer(context -> environment.set(context.getEnvironment()))
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    assertThat(failure).isNotNull();
                    ArgumentResolver arguments = ArgumentResolver.of(
                                    BeanFactory.class, new GenericApplicationContext().getBeanFactory())
                            .and(Environment.class, environment.get());
                    List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                            .load(FailureAnalyzer.class, arguments, FailureHandler.logging(log));
                    first.set(analyzers.stream()
                            .map(analyzer -> analyzer.analyze(failure))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("nobody can explain it", failure)));
                });
        return Objects.requireNonNull(first.get());
    }

    static class TwoTypes {

        @ConductorListener
        void one(Greeting greeting) {}

        @ConductorListener
        void two(OtherGreeting greeting) {}
    }

    static class TwoHandlers {

        @ConductorListener
        String one(Greeting greeting) {
            return "one";
        }

        @ConductorListener
        String two(Greeting greeting) {
            return "two";
        }
    }

    static class TwoWidths {

        @ConductorListener(lane = "reports", concurrency = 3)
        void one(Greeting greeting) {}

        @ConductorListener(lane = "reports", concurrency = 2)
        void two(Greeting greeting) {}
    }

    static class PrivateListener {

        @ConductorListener
        private void never(Greeting greeting) {}
    }
}
