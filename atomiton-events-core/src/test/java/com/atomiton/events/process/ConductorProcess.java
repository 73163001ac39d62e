package com.atomiton.events.process;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.ConfigUpdate;
import com.atomiton.events.process.Events.Counted;
import com.atomiton.events.process.Events.Execute;
import com.atomiton.events.process.Events.Failure;
import com.atomiton.events.process.Events.Log;
import com.atomiton.events.process.Events.Progress;
import com.atomiton.events.process.Events.Result;
import com.atomiton.events.process.Events.State;
import com.atomiton.events.process.Events.UserInteraction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A main process: prints what reaches it, does what its standard input says, and ends when that ends. */
final class ConductorProcess {

    private final DefaultEventBus bus;
    private long expected;

    private ConductorProcess(DefaultEventBus bus) {
        this.bus = bus;
    }

    public static void main(String[] arguments) throws IOException {
        EventBusBuilder builder = Sockets.main(Path.of(arguments[0]));
        if (arguments.length > 1) {
            builder.stallTimeout(Duration.ofMillis(Long.parseLong(arguments[1])));
        }
        try (DefaultEventBus bus = builder.build()) {
            new ConductorProcess(bus).run();
        }
        print("STOPPED");
    }

    private void run() throws IOException {
        bus.onEvent(Execute.class, (execute, context) -> {
            EmitOptions back = EmitOptions.to(context.sender());
            bus.emit(new Progress(execute.blueprintId(), 100), back);
            bus.emit(new Result(execute.blueprintId(), context.sender().id()), back);
        });
        bus.on(ConfigUpdate.class, update -> print("CONFIG " + update.property() + "=" + update.value()));
        bus.on(UserInteraction.class, action -> print("USER " + action.what() + " " + action.at()));
        // Not its own: both sides count at the same time.
        bus.on(Counted.class, this::count, SubscribeOptions.origin(Origin.REMOTE));
        bus.handle(Ask.class, (ask, context) -> answer(ask.how()));
        bus.start();
        print("READY " + ProcessHandle.current().pid());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("stop"); line = input.readLine()) {
            String text = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, line.indexOf(' '))) {
                case "log" -> bus.emit(new Log(text));
                case "state" -> bus.emit(new State(text));
                case "error" -> bus.emit(new Failure(text, new IllegalStateException(text)));
                case "count" -> emitCounted(Long.parseLong(text));
                default -> print("UNKNOWN " + line);
            }
        }
    }

    private Object answer(String how) throws Exception {
        print("ASKED " + how);
        return switch (how) {
            case "throw" -> throw new IllegalStateException("as it was asked to");
            case "block" -> {
                new CountDownLatch(1).await();
                yield "never";
            }
            case "never" -> new CompletableFuture<String>();
            default -> "answered " + how;
        };
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
        long refused = 0;
        for (long i = 0; i < count; i++) {
            try {
                bus.emit(new Counted(i, "x".repeat(100)));
            } catch (EventOverflowException full) {
                refused++;
            }
        }
        print("EMITTED " + count + (refused == 0 ? "" : ", REFUSED " + refused));
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
