package com.atomiton.events.cli;

import com.atomiton.events.EventType;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapAccess;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A main process: prints what reaches it, emits what its standard input says, and ends when that ends. */
final class MainProcess {

    private MainProcess() {}

    @SuppressWarnings("unchecked") // a test says what is sent
    public static void main(String[] arguments) throws IOException {
        SocketLocation location = SocketLocation.of("default", arguments[0]);
        EventBusBuilder builder = EventBusBuilder.main(new UnixServerTransport(UnixTransportSettings.of(location)))
                .name("conductor");
        if (arguments.length > 1 && arguments[1].equals("payloads")) {
            builder.tap(TapAccess.withPayloads(Redaction.defaults()));
        }
        if (arguments.length > 1 && arguments[1].equals("closed")) {
            builder.tap(TapAccess.none());
        }
        try (DefaultEventBus bus = builder.build()) {
            bus.on("greeting", payload -> System.out.println("GREETED " + payload));
            bus.handle(EventType.of("sum", Map.class), (request, context) -> {
                List<Number> numbers = (List<Number>) request.get("numbers");
                if (numbers == null) {
                    throw new IllegalArgumentException("no numbers");
                }
                context.progress(Map.of("percent", 50));
                return Map.of("sum", numbers.stream().mapToInt(Number::intValue).sum());
            });
            bus.start();
            System.out.println("READY");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                switch (line) {
                    case "peers" -> System.out.println("PEERS " + bus.peers() + " of " + bus.sessions());
                    default -> bus.emit("tick", Map.of("text", line, "password", "abc"));
                }
            }
        }
    }
}
