package com.atomiton.events.cli;

import com.atomiton.events.EventType;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends one request to main and waits for its reply. */
@Command(
        name = "request",
        description = "Sends a request to main; prints its progress and its reply.",
        mixinStandardHelpOptions = true)
final class RequestCommand extends BusCommand {

    @Mixin
    private NamedPayload sent = new NamedPayload();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long to wait for the reply; default: ${DEFAULT-VALUE}")
    private long timeout = 30;

    @Override
    int run(MainConnection main) throws Exception {
        RequestOptions options = RequestOptions.timeout(Duration.ofSeconds(timeout))
                .onProgress(Object.class, progress -> print("progress", progress));
        try {
            Object reply = main.bus()
                    .request(
                            EventType.of(sent.name(), Object.class),
                            sent.payload(),
                            ParameterizedTypeReference.forType(Object.class),
                            options)
                    .get();
            print("reply", reply);
            return ConductorCommand.OK;
        } catch (ExecutionException failed) {
            Throwable cause = Failures.cause(failed);
            if (isJson()) {
                String message = String.valueOf(cause.getMessage());
                print("error", Map.of("type", Failures.type(cause), "message", message));
            } else {
                err().println(Failures.text(cause));
            }
            return cause instanceof PeerLostException ? ConductorCommand.NOT_CONNECTED : ConductorCommand.FAILED;
        }
    }

    private synchronized void print(String what, @Nullable Object value) {
        String text = Output.json(value);
        out().println(isJson() ? "{\"" + what + "\":" + text + "}" : what.toUpperCase(Locale.ROOT) + " " + text);
        out().flush();
    }
}
