package com.atomiton.events.autoconfigure.observation;

import static com.atomiton.events.autoconfigure.observation.TracedConductor.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.annotation.ConductorListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An editor in this process, and {@link TracedConductor} in another one: one trace runs across both. */
class TraceIntegrationTests {

    @EventName("trace:told")
    record Told(String text) {}

    @EventName("trace:heard")
    record Heard(String traceId, Map<String, String> headers) {}

    @EventName("trace:ask")
    record Ask(String text) {}

    record Step(String traceId) {}

    record Answer(String traceId, Map<String, String> headers) {}

    @TempDir
    private Path directory;

    @Test
    void oneTraceRunsAcrossBothProcesses() throws Exception {
        String socket = "--atomiton.events.socket.path=" + directory.resolve("s.sock");
        Process conductor = start(socket, "--atomiton.events.role=main");
        try (ConfigurableApplicationContext editor = new SpringApplicationBuilder(Editor.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .run(socket, "--atomiton.events.role=renderer")) {
            EventBus bus = editor.getBean(EventBus.class);
            await().atMost(Duration.ofSeconds(60)).until(() -> bus.connectionState() == ConnectionState.CONNECTED);
            Queue<String> seen = editor.getBean(Editor.class).seen;

            String traceOfEvent = observed(editor, () -> {
                bus.emit(new Told("hello"), EmitOptions.defaults().withHeader("mine", "x"));
            });
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(seen)
                            .containsExactly("heard " + traceOfEvent + " {mine=x}", "here " + traceOfEvent));
            seen.clear();

            String traceOfRequest = observed(editor, () -> {
                Tracer tracer = editor.getBean(Tracer.class);
                bus.request(
                                new Ask("anybody?"),
                                Answer.class,
                                RequestOptions.timeout(Duration.ofSeconds(20)).onProgress(Step.class, step -> {
                                    seen.add("step " + step.traceId());
                                    seen.add("here " + traceId(tracer));
                                }))
                        .whenComplete((answer, failure) -> {
                            seen.add("answer " + answer.traceId() + " " + answer.headers());
                            seen.add("here " + traceId(tracer));
                        });
            });
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(seen)
                            .containsExactly(
                                    "step " + traceOfRequest,
                                    "here " + traceOfRequest,
                                    "answer " + traceOfRequest + " {}",
                                    "here " + traceOfRequest));
            assertThat(List.of(traceOfEvent, traceOfRequest))
                    .doesNotContain("none")
                    .doesNotHaveDuplicates();
        } finally {
            conductor.getOutputStream().close();
            if (!conductor.waitFor(20, TimeUnit.SECONDS)) {
                conductor.destroyForcibly().waitFor();
            }
        }
        assertThat(conductor.exitValue()).isZero();
    }

    /** Runs it in a trace of its own and returns that one's id. */
    private static String observed(ConfigurableApplicationContext context, Runnable action) {
        ObservationRegistry registry = context.getBean(ObservationRegistry.class);
        Tracer tracer = context.getBean(Tracer.class);
        return Objects.requireNonNull(
                Observation.createNotStarted("test", registry).observe(() -> {
                    action.run();
                    return traceId(tracer);
                }));
    }

    private static Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TracedConductor.class.getName());
        builder.command().addAll(List.of(arguments));
        return builder.redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Editor {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Bean
        Listeners listeners(Tracer tracer) {
            return new Listeners(tracer, seen);
        }
    }

    static final class Listeners {

        private final Tracer tracer;
        private final Queue<String> seen;

        Listeners(Tracer tracer, Queue<String> seen) {
            this.tracer = tracer;
            this.seen = seen;
        }

        @ConductorListener
        void heard(Heard heard) {
            seen.add("heard " + heard.traceId() + " " + heard.headers());
            seen.add("here " + traceId(tracer));
        }
    }
}
