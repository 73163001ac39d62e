package com.atomiton.samples.renderer.run;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventBus;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.renderer.BlueprintClient;
import com.atomiton.samples.renderer.conductor.LogLine;
import com.atomiton.samples.renderer.page.PageContent;
import com.atomiton.samples.renderer.page.PageMessage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and cancels runs and remembers them: all that run, and of those that have ended the last ones. */
@Component
public class Runs implements PageContent {

    private static final int KEPT = 500;

    private final EventBus bus;
    private final BlueprintClient client;
    private final ApplicationEventPublisher pages;

    // Guarded by this.
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private long started;

    Runs(EventBus bus, BlueprintClient client, ApplicationEventPublisher pages) {
        this.bus = bus;
        this.client = client;
        this.pages = pages;
    }

    /** Asks the conductor to run a blueprint and returns at once. */
    public RunView start(String blueprintId, @Nullable Object input) {
        String id = BlueprintClient.newExecutionId();
        Run run = add(id, blueprintId, input);
        RunView asked = run.view();
        tell(asked);
        CompletableFuture<ExecutionResult> request = client.executeBlueprint(blueprintId, id, input, run::progress);
        run.asked(request);
        var unused = request.whenComplete((result, failure) -> {
            if (failure == null) {
                run.completed(result);
            } else {
                run.failed(failure);
            }
        });
        return asked;
    }

    private synchronized Run add(String id, String blueprintId, @Nullable Object input) {
        Run run = new Run(RunView.asked(id, ++started, blueprintId), input, this::tell);
        runs.put(id, run);
        Iterator<Run> oldest = runs.values().iterator();
        while (runs.size() > KEPT && oldest.hasNext()) {
            if (oldest.next().view().status().isEnd()) {
                oldest.remove();
            }
        }
        return run;
    }

    /** Stops a run; its end is told when it has come. {@code false} if there is no such run. */
    public boolean cancel(String id) {
        Optional<Run> run = find(id);
        if (bus.connectionState() == ConnectionState.CONNECTED) {
            run.ifPresent(known -> client.cancel(id));
        } else {
            run.ifPresent(Run::abandon);
        }
        return run.isPresent();
    }

    /** What is known about a run. */
    public Optional<RunDetails> details(String id) {
        return find(id).map(Run::details);
    }

    private synchronized Optional<Run> find(@Nullable String id) {
        return Optional.ofNullable(runs.get(id));
    }

    @EventListener
    void log(LogLine line) {
        find(line.executionId()).ifPresent(run -> run.log(line));
    }

    private void tell(RunView run) {
        pages.publishEvent(message(run));
    }

    private static PageMessage message(RunView run) {
        return new PageMessage("run", run.id(), run);
    }

    @Override
    public List<PageMessage> content() {
        List<Run> known;
        synchronized (this) {
            known = List.copyOf(runs.values());
        }
        return known.stream().map(run -> message(run.view())).toList();
    }
}
