package com.example.migration;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.annotation.ConductorListener;
import java.time.Duration;

/** The examples of docs/migration.md, second half. */
class FromElectron {

    private final EventBus bus;
    private boolean running;

    FromElectron(EventBus bus) {
        this.bus = bus;
    }

    @EventName("editor:opened")
    record Opened(String blueprintId) {}

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    record Progress(int percent) {}

    record Result(String text) {}

    @EventName("conductor:state")
    record State(boolean running) {}

    @ConductorListener
    void opened(Opened opened, Peer editor) {
        bus.emit(new State(running), EmitOptions.to(editor));
    }

    @ConductorListener
    Result execute(Execute execute, RequestContext context) {
        context.progress(new Progress(50));
        return new Result(execute.blueprintId() + " has run");
    }

    void toAllRenderers() {
        bus.emit(new State(true));
    }

    void editor() {
        bus.emit(new Opened("hello-world"));

        Subscription subscription = bus.on(State.class, state -> show(state.running()));

        bus.request(
                        new Execute("hello-world"),
                        Result.class,
                        RequestOptions.timeout(Duration.ofMinutes(5))
                                .onProgress(Progress.class, progress -> show(progress.percent())))
                .whenComplete((result, failure) -> show(failure == null ? result.text() : failure));

        subscription.close();
    }

    private void show(Object shown) {
        running = shown.equals(true);
    }
}
