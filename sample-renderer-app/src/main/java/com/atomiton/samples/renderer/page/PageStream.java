package com.atomiton.samples.renderer.page;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The messages to one page. Whoever publishes never waits for a page: what it cannot take waits here, the newest of each
 * key, and a page for which too much waits is cut off. It connects again by itself then and gets what there is.
 */
final class PageStream {

    private static final int MAX_WAITING = 5_000;

    private final SseEmitter emitter;
    private final JsonMapper json;
    private final Executor executor;

    // Guarded by this.
    private Map<String, PageMessage> waiting = new LinkedHashMap<>();
    private boolean sending = true;
    private boolean ending;

    /** Keeps what it is given until {@link #begin}. */
    PageStream(SseEmitter emitter, JsonMapper json, Executor executor) {
        this.emitter = emitter;
        this.json = json;
        this.executor = executor;
    }

    /** Sends the content and then, or instead where it is newer, what has been offered since. */
    void begin(List<PageMessage> content) {
        synchronized (this) {
            Map<String, PageMessage> offered = waiting;
            waiting = new LinkedHashMap<>();
            content.forEach(message -> waiting.put(message.id(), message));
            waiting.putAll(offered);
        }
        executor.execute(this::send);
    }

    void offer(PageMessage message) {
        synchronized (this) {
            waiting.put(message.id(), message);
            ending |= waiting.size() > MAX_WAITING;
        }
        wake();
    }

    /** Ends the response once what is being sent has been sent. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        wake();
    }

    private void wake() {
        synchronized (this) {
            if (sending) {
                return;
            }
            sending = true;
        }
        executor.execute(this::send);
    }

    private void send() {
        try {
            for (List<PageMessage> batch = next(); !batch.isEmpty(); batch = next()) {
                emitter.send(SseEmitter.event().data(json.writeValueAsString(batch)));
            }
        } catch (IOException | RuntimeException gone) {
            // The container tells the emitter's callbacks
            synchronized (this) {
                waiting.clear();
            }
        }
    }

    private synchronized List<PageMessage> next() {
        if (ending) {
            waiting.clear();
            emitter.complete();
            return List.of();
        }
        List<PageMessage> batch = List.copyOf(waiting.values());
        waiting.clear();
        sending = !batch.isEmpty();
        return batch;
    }
}
