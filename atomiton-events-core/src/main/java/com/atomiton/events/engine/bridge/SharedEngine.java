package com.atomiton.events.engine.bridge;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineReceiver;
import com.atomiton.events.engine.EngineRecord;
import com.atomiton.events.engine.EngineSubscription;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An engine that others use too, so that it does not stop with one of them. */
record SharedEngine(Engine engine) implements Engine {

    @Override
    public CompletableFuture<Void> send(Destination destination, EngineRecord record) {
        return engine.send(destination, record);
    }

    @Override
    public EngineSubscription subscribe(
            Set<Destination> destinations, @Nullable String group, EngineReceiver receiver) {
        return engine.subscribe(destinations, group, receiver);
    }

    @Override
    public void stop(Duration timeout) {
        // The one that it was made for stops it.
    }
}
