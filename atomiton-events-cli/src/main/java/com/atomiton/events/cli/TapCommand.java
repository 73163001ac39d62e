package com.atomiton.events.cli;

import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapEntry;
import com.atomiton.events.observation.TapRequests;
import com.atomiton.events.observation.TapRequests.Events;
import com.atomiton.events.observation.TapRequests.EventsRequest;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what passes main, as it passes. */
@Command(
        name = "tap",
        description = "Shows the events and requests that pass main, in both directions, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class TapCommand extends BusCommand {

    private static final int BATCH = 500;
    private static final long PAUSE_MILLIS = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "names of interest: * for any characters but :, ** for any")
    private String pattern = "**";

    @Option(names = "--payloads", description = "payloads too, if main has atomiton.events.tap.payloads=true")
    private boolean payloads;

    @Option(
            names = "--redact",
            paramLabel = "WORD",
            split = ",",
            description = "hide values of properties whose names contain it, besides those that main hides")
    private List<String> redact = new ArrayList<>();

    @Option(names = "--count", paramLabel = "N", description = "stop after so many")
    private long count = Long.MAX_VALUE;

    private boolean warned;

    @Override
    int run(MainConnection main) throws Exception {
        Redaction redaction = new Redaction(redact);
        long left = count;
        while (left > 0) {
            EventsRequest request = new EventsRequest(pattern, payloads, (int) Math.min(left, BATCH));
            Events seen = main.ask(TapRequests.EVENTS, request, Events.class);
            if (payloads && !seen.payloads() && !warned) {
                warned = true;
                err().println("Main does not show payloads: atomiton.events.tap.payloads is false there");
            }
            for (TapEntry entry : seen.events()) {
                print(entry, redaction.apply(entry.payload()));
            }
            if (seen.dropped() > 0) {
                err().println("(" + seen.dropped() + " more were too many to be shown)");
            }
            out().flush();
            left -= seen.events().size();
            if (seen.events().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return ConductorCommand.OK;
    }

    private void print(TapEntry entry, @Nullable Object payload) {
        if (isJson()) {
            out().println(Output.json(asMap(entry, payload)));
            return;
        }
        String peer = entry.peer() == null ? "" : (entry.direction().equals("sent") ? "to " : "from ") + entry.peer();
        String line = String.join(
                "  ",
                TIME.format(entry.time()),
                entry.kind(),
                entry.name(),
                entry.direction().equals("local") ? "local" : peer,
                Output.bytes(entry.size()),
                entry.outcome(),
                payload == null ? "" : Output.json(payload));
        out().println(line.stripTrailing());
    }

    /** With the time as plain text, which other tools read. */
    private static Map<String, Object> asMap(TapEntry entry, @Nullable Object payload) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("time", entry.time().toString());
        map.put("kind", entry.kind());
        map.put("direction", entry.direction());
        map.put("name", entry.name());
        map.put("id", entry.id());
        if (entry.peer() != null) {
            map.put("peer", entry.peer());
        }
        map.put("size", entry.size());
        map.put("outcome", entry.outcome());
        if (payload != null) {
            map.put("payload", payload);
        }
        return map;
    }
}
