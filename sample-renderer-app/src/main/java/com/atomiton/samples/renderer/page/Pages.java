package com.atomiton.samples.renderer.page;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The pages that are open now. */
@Component
public class Pages {

    private final ObjectProvider<PageContent> contents;
    private final JsonMapper json;
    private final TaskExecutor executor;
    private final Set<PageStream> open = ConcurrentHashMap.newKeySet();
    /** By it a page that connects again knows whether this is still the process that filled it. */
    private final PageMessage editor = new PageMessage("editor", "", UUID.randomUUID());

    private volatile boolean closed;

    Pages(
            ObjectProvider<PageContent> contents,
            JsonMapper json,
            @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
        this.contents = contents;
        this.json = json;
        this.executor = executor;
    }

    /** The stream of a page that opens: first what there is, then every message. */
    public SseEmitter open() {
        SseEmitter emitter = new SseEmitter(0L);
        PageStream stream = new PageStream(emitter, json, executor);
        emitter.onCompletion(() -> open.remove(stream));
        emitter.onError(failure -> open.remove(stream));
        open.add(stream);
        stream.begin(Stream.concat(Stream.of(editor), contents.stream().flatMap(content -> content.content().stream()))
                .toList());
        if (closed) {
            stream.end();
        }
        return emitter;
    }

    @EventListener
    void tell(PageMessage message) {
        open.forEach(stream -> stream.offer(message));
    }

    /** A page that has been closed is noticed when it is written to. */
    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void keepAlive() {
        tell(new PageMessage("alive", "", Instant.now()));
    }

    /** Before the web server stops, which would wait for the streams. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        List.copyOf(open).forEach(PageStream::end);
    }
}
