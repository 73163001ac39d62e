package com.atomiton.events.listener;

import com.atomiton.events.EventContext;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context that says what a test wants it to say. */
class StubContext implements EventContext {

    static final Peer SENDER = new Peer("p-1", "editor", ProcessRole.RENDERER);

    private final String name;
    private final Map<String, String> headers;
    private final @Nullable String correlationId;

    private StubContext(String name, Map<String, String> headers, @Nullable String correlationId) {
        this.name = name;
        this.headers = headers;
        this.correlationId = correlationId;
    }

    static StubContext event(String name) {
        return new StubContext(name, Map.of(), null);
    }

    static Request request(String name) {
        return new Request(name);
    }

    StubContext withHeaders(Map<String, String> headers) {
        return new StubContext(name, headers, correlationId);
    }

    StubContext withCorrelationId(String correlationId) {
        return new StubContext(name, headers, correlationId);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String id() {
        return "id-of-" + name;
    }

    @Override
    public Peer sender() {
        return SENDER;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public @Nullable String correlationId() {
        return correlationId;
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public boolean redelivered() {
        return false;
    }

    static final class Request extends StubContext implements RequestContext {

        final List<Object> progress = new ArrayList<>();

        private Request(String name) {
            super(name, Map.of(), null);
        }

        @Override
        public void progress(Object step) {
            progress.add(step);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }
    }
}
