package com.atomiton.events.process;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.Counted;
import com.atomiton.events.process.Events.Execute;
import com.atomiton.events.process.Events.Log;
import com.atomiton.events.process.Events.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A renderer process: prints what reaches it, does what its standard input says, and ends when that ends. Its arguments are
 * the directory, its name if it is to have one, and its heartbeat's interval in milliseconds, of which the timeout is two.
 */
final class EditorProcess {

    private final DefaultEventBus bus;
    private long expected;

    private EditorProcess(DefaultEventBus bus) {
        this.bus = bus;
    }

    public static void main(String[] arguments) throws IOException {
        EventBusBuilder builder = Sockets.renderer(Path.of(arguments[0]));
        if (arguments.length > 1) {
            builder.name(arguments[1]);
        }
        if (arguments.length > 2) {
            Duration interval = Duration.ofMillis(Long.parseLong(arguments[2]));
            builder.heartbeat(interval, interval.multipliedBy(2));
        }
        try (DefaultEventBus bus = builder.build()) {
            new EditorProcess(bus).run();
        }
        print("STOPPED");
    }

    private void run() throws IOException {
        bus.on(Log.class, log -> print("LOG " + log.text()));
        bus.on(Result.class, result -> print("RESULT " + result.blueprintId()));
        // Not its own: both sides count at the same time.
        bus.on(Counted.class, this::count, SubscribeOptions.origin(Origin.REMOTE));
        Subscription states = bus.onConnectionState(change -> {
            if (change.current() == ConnectionState.CONNECTED) {
                print("CONNECTED");
            }
        });
        bus.start();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("stop"); line = input.readLine()) {
            String text = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, line.indexOf(' '))) {
                case "execute" -> bus.emit(new Execute(text));
                case "ask" -> bus.request(new Ask(text), String.class);
                case "count" -> emitCounted(Long.parseLong(text));
                default -> print("UNKNOWN " + line);
            }
        }
        states.close();
    }

    private void count(Counted counted) {
        if (counted.number() != expected) {
            print("WRONG " + counted.number() + " where " + expected + " was expected");
        }
        expected = counted.number() + 1;
        if (expected % 100_000 == 0) {
            print("COUNTED " + expected);
        }
    }

    private void emitCounted(long count) {
        for (long i = 0; i < count; i++) {
            bus.emit(new Counted(i, "x".repeat(100)));
        }
        print("EMITTED " + count);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
