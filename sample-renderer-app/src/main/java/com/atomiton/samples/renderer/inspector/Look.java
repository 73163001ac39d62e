package com.atomiton.samples.renderer.inspector;

import com.atomiton.events.Subscription;
import com.atomiton.events.bus.BusMonitor;
import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapEntry;
import com.atomiton.events.observation.TapQueue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one page looks through. What it is too slow for stays in the bounded queue, and is dropped and counted when that
 * is full: the bus waits for no page.
 */
final class Look {

    private static final int MAX_BATCH = 200;

    /** That a page has gone is only noticed by writing to it. */
    private static final long SIGN_OF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TapQueue queue = new TapQueue(name -> true, true);
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Subscription tap;
    private final SseEmitter emitter;
    private final JsonMapper json;
    private volatile long sentAt = System.nanoTime();

    /** What the page gets. */
    private record Passed(List<TapEntry> entries, long dropped) {}

    Look(BusMonitor bus, SseEmitter emitter, JsonMapper json) {
        this.emitter = emitter;
        this.json = json;
        this.tap = bus.tap(queue);
    }

    /** Sends what has passed since the last time, unless that is still being sent. */
    void send(Executor executor) {
        if (sending.compareAndSet(false, true)) {
            executor.execute(() -> {
                try {
                    send();
                } catch (IOException | RuntimeException gone) {
                    close();
                } finally {
                    sending.set(false);
                }
            });
        }
    }

    private void send() throws IOException {
        TapQueue.Batch batch = queue.take(MAX_BATCH);
        if (batch.messages().isEmpty() && System.nanoTime() - sentAt < SIGN_OF_LIFE_NANOS) {
            return;
        }
        Passed passed = new Passed(
                batch.messages().stream()
                        .map(message -> TapEntry.of(message, Redaction.defaults()))
                        .toList(),
                batch.dropped());
        emitter.send(SseEmitter.event().data(json.writeValueAsString(passed)));
        sentAt = System.nanoTime();
    }

    /** Ends the stream. */
    void end() {
        close();
        emitter.complete();
    }

    /** Stops looking. */
    void close() {
        tap.close();
    }
}
