package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineSubscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TransportChoiceTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ConductorAutoConfiguration.class));

    private final Engine engine = mock();

    @ParameterizedTest
    @CsvSource({
        "auto,         main,     true,  true,  through the engine and the socket of this machine",
        "auto,         renderer, false, false, through the socket of this machine",
        "unix,         main,     true,  false, by 'atomiton.events.transport' = unix",
        "cloud-stream, main,     false, true,  by 'atomiton.events.transport' = cloud-stream",
        "cloud-stream, renderer, false, true,  through the engine by",
        "bridge,       main,     true,  true,  by 'atomiton.events.transport' = bridge",
        "bridge,       renderer, false, false, where main is a bridge",
        "bridge,       standalone, false, false, This process is on its own",
    })
    void withAnEngineAndASocketPath(
            String transport,
            String role,
            boolean listens,
            boolean usesEngine,
            String log,
            @TempDir Path directory,
            CapturedOutput output)
            throws Exception {
        given(engine.subscribe(any(), any(), any()))
                .willReturn(mock(
                        EngineSubscription.class,
                        call -> call.getMethod().getName().equals("ready") ? new CompletableFuture<>() : null));
        Path socket = directory.resolve("main.sock");
        runner.withBean(Engine.class, () -> engine)
                .withPropertyValues(
                        "atomiton.events.transport=" + transport,
                        "atomiton.events.role=" + role,
                        "atomiton.events.socket.path=" + socket)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Files.exists(socket)).isEqualTo(listens);
                    verify(engine, usesEngine ? timeout(5000).atLeastOnce() : never())
                            .subscribe(any(), any(), any());
                });
        assertThat(output).contains(log);
        verify(engine, usesEngine ? atLeastOnce() : never()).stop(any());
    }

    @Test
    void withAnEngineAloneItIsTheEngine() {
        assertThat(ChosenTransport.of(TransportChoice.AUTO, true, false).carrier())
                .isEqualTo(ChosenTransport.Carrier.ENGINE);
    }

    @Test
    void withoutAnEngineItIsTheSocketAndNothingIsSaidOfIt(@TempDir Path directory, CapturedOutput output) {
        Path socket = directory.resolve("main.sock");
        runner.withPropertyValues("atomiton.events.role=main", "atomiton.events.socket.path=" + socket)
                .run(context -> assertThat(socket).exists());
        assertThat(output).doesNotContain("Events travel");
    }

    @ParameterizedTest
    @CsvSource({"cloud-stream", "bridge"})
    void whatNeedsAnEngineFailsWithoutOne(String transport) {
        runner.withPropertyValues("atomiton.events.role=main", "atomiton.events.transport=" + transport)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MissingEngineException.class)
                        .hasMessage("'atomiton.events.transport' is " + transport + ", but there is no engine"));
    }
}
