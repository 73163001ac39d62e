package com.atomiton.events.test;

import com.atomiton.events.EventContractException;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.Subscription;
import com.atomiton.events.protocol.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Where the answers to requests come from: the newest script that matches, else the handler registered here. */
final class Answers {

    private record Script(NamePattern pattern, RequestHandler<Object, ?> answer) {}

    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private final Map<String, RequestHandler<Object, ?>> handlers = new ConcurrentHashMap<>();

    Subscription add(String name, RequestHandler<Object, ?> handler) {
        // A wrapper of its own for each registration: the same lambda may be registered again after a close.
        RequestHandler<Object, ?> own = handler::handle;
        if (handlers.putIfAbsent(name, own) != null) {
            throw new EventContractException(
                    "requests of '" + name + "' have two handlers in this process; only one can answer, so remove one, "
                            + "or let it listen to the event and return void",
                    null);
        }
        return () -> handlers.remove(name, own);
    }

    <T> RequestScript<T> script(String pattern) {
        NamePattern names = NamePattern.of(pattern);
        return new RequestScript<>(answer -> scripts.add(0, new Script(names, answer)), List.of());
    }

    void clearScripts() {
        scripts.clear();
    }

    CompletableFuture<@Nullable Object> answer(RecordedRequest request, String id, Peer self) {
        RequestHandler<Object, ?> answer = find(request);
        if (answer == null) {
            return CompletableFuture.failedFuture(new NoHandlerException(
                    request.name(),
                    id,
                    "this RecordingEventBus has neither a script for it, set one with whenRequested, nor a handler; "
                            + "scripts: "
                            + scripts.stream().map(Script::pattern).toList() + ", handlers: "
                            + handlers.keySet()));
        }
        return new AnsweredRequest(request, id, self).answerWith(answer);
    }

    private @Nullable RequestHandler<Object, ?> find(RecordedRequest request) {
        for (Script script : scripts) {
            if (script.pattern.matches(request.name())) {
                return script.answer;
            }
        }
        // A request to a peer does not come back to this process.
        return request.options().target() == null ? handlers.get(request.name()) : null;
    }
}
