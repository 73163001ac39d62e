package com.atomiton.samples.renderer.conductor;

import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.samples.contract.ConductorError;
import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.ConductorSettings;
import com.atomiton.samples.contract.ConductorState;
import com.atomiton.samples.renderer.page.PageContent;
import com.atomiton.samples.renderer.page.PageMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Passes on what the conductor tells everyone, and keeps the last of it for pages that are opened later. */
@Component
class ConductorNews implements PageContent {

    private static final int KEPT_LINES = 300;
    private static final int KEPT_ERRORS = 50;

    private final ApplicationEventPublisher publisher;

    // Guarded by this.
    private final Deque<PageMessage> lines = new ArrayDeque<>();
    private final Deque<PageMessage> errors = new ArrayDeque<>();
    private @Nullable PageMessage state;
    private @Nullable PageMessage settings;
    private long lineNumber;
    private long errorNumber;

    ConductorNews(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @ConductorListener
    void log(ConductorLog entry) {
        LogLine line;
        PageMessage message;
        synchronized (this) {
            line = LogLine.of(++lineNumber, entry);
            message = keep(lines, KEPT_LINES, new PageMessage("log", String.valueOf(lineNumber), line));
        }
        publisher.publishEvent(line);
        publisher.publishEvent(message);
    }

    @ConductorListener
    void error(ConductorError error) {
        PageMessage message;
        synchronized (this) {
            ErrorLine line = ErrorLine.of(++errorNumber, error);
            message = keep(errors, KEPT_ERRORS, new PageMessage("error", String.valueOf(errorNumber), line));
        }
        publisher.publishEvent(message);
    }

    @ConductorListener
    void state(ConductorState current) {
        PageMessage message = new PageMessage("state", "", current);
        synchronized (this) {
            state = message;
        }
        publisher.publishEvent(message);
    }

    @ConductorListener
    void settings(ConductorSettings current) {
        PageMessage message = new PageMessage("settings", "", current);
        synchronized (this) {
            settings = message;
        }
        publisher.publishEvent(message);
    }

    private static PageMessage keep(Deque<PageMessage> kept, int limit, PageMessage message) {
        kept.addLast(message);
        if (kept.size() > limit) {
            kept.removeFirst();
        }
        return message;
    }

    @Override
    public synchronized List<PageMessage> content() {
        List<PageMessage> content = new ArrayList<>(lines);
        content.addAll(errors);
        if (state != null) {
            content.add(state);
        }
        if (settings != null) {
            content.add(settings);
        }
        return content;
    }
}
