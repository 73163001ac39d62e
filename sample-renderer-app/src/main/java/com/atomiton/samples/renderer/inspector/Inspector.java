package com.atomiton.samples.renderer.inspector;

import com.atomiton.events.bus.BusMonitor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Shows what passes this bus to the pages that look at it. The bus has no tap while nobody looks. */
@Component
public class Inspector {

    private final BusMonitor bus;
    private final JsonMapper json;
    private final TaskExecutor executor;
    private final Set<Look> looks = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Inspector(BusMonitor bus, JsonMapper json, @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
        this.bus = bus;
        this.json = json;
        this.executor = executor;
    }

    /** The stream of a page that begins to look. It stops looking by closing the stream. */
    public SseEmitter open() {
        SseEmitter emitter = new SseEmitter(0L);
        Look look = new Look(bus, emitter, json);
        Runnable end = () -> {
            looks.remove(look);
            look.close();
        };
        emitter.onCompletion(end);
        emitter.onError(failure -> end.run());
        looks.add(look);
        if (closed) {
            emitter.complete();
        }
        return emitter;
    }

    @Scheduled(fixedDelay = 200)
    void send() {
        looks.forEach(look -> look.send(executor));
    }

    /** Before the web server stops, which would wait for the streams. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        List.copyOf(looks).forEach(Look::end);
    }
}
