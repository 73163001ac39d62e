package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.codec.Presence;
import com.atomiton.events.engine.Envelope.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the other processes that this one is there, and finds out by what comes back of that whether the engine is.
 * Thread-safe; the methods that send may wait for the engine.
 */
final class Heartbeats {

    private final Engine engine;
    private final Peer self;
    private final String address;
    private final int hops;
    private final Duration timeout;
    private final ControlCodec codec = new ControlCodec();
    private volatile long lastCameBack;
    private volatile boolean cameBack;

    Heartbeats(Engine engine, Peer self, String address, int hops, Duration timeout) {
        this.engine = engine;
        this.self = self;
        this.address = address;
        this.hops = hops;
        this.timeout = timeout;
    }

    /** @param sign one of {@link Presence}'s */
    CompletableFuture<Void> send(String sign, Interest interest) {
        Presence presence = new Presence(sign, self.role().label(), self.id(), self.name(), address, interest);
        return engine.send(
                Destination.PRESENCE,
                RecordFormat.presence(Envelope.of(Kind.PRESENCE, self, address, hops, null), codec.write(presence)));
    }

    Presence read(EngineRecord record) {
        try {
            return codec.read(record.value(), Presence.class);
        } catch (RuntimeException malformed) {
            throw new EngineRecordRefusedException("a sign of life that cannot be read", malformed);
        }
    }

    /** One of this process's own has come back. */
    void cameBack(long now) {
        lastCameBack = now;
        cameBack = true;
    }

    /** Whether the engine brings what it is given. */
    boolean isEngineThere(long now) {
        return cameBack && now - lastCameBack < timeout.toNanos();
    }

    Duration timeout() {
        return timeout;
    }
}
