package com.atomiton.samples.main.conductor;

import com.atomiton.events.EventContext;
import com.atomiton.events.LogText;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.contract.BlueprintSummary;
import com.atomiton.samples.contract.ConfigUpdate;
import com.atomiton.samples.contract.ListBlueprints;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.contract.UserInteraction;
import com.atomiton.samples.main.blueprint.Blueprint;
import com.atomiton.samples.main.blueprint.BlueprintCatalog;
import com.atomiton.samples.main.node.DelayNode;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.stereotype.Component;

/** What an editor asks and tells besides executions: the list of blueprints, settings, what its user does. */
@Component
class EditorListeners {

    private static final Log log = LogFactory.getLog(EditorListeners.class);
    private static final double MAX_DELAY_FACTOR = 100;

    private final BlueprintCatalog catalog;
    private final DelayNode delays;
    private final ConductorEvents events;
    private final AtomicLong interactions = new AtomicLong();

    EditorListeners(BlueprintCatalog catalog, DelayNode delays, ConductorEvents events) {
        this.catalog = catalog;
        this.delays = delays;
        this.events = events;
    }

    @ConductorListener
    BlueprintList blueprints(ListBlueprints request, RequestContext context) {
        return new BlueprintList(
                catalog.blueprints().stream().map(EditorListeners::summary).toList(),
                catalog.broken().entrySet().stream()
                        .map(file -> new BlueprintList.BrokenBlueprint(file.getKey(), file.getValue()))
                        .toList());
    }

    private static BlueprintSummary summary(Blueprint blueprint) {
        return new BlueprintSummary(
                blueprint.id(),
                blueprint.name(),
                blueprint.nodes().stream()
                        .map(node -> new BlueprintSummary.Node(node.id(), node.type()))
                        .toList(),
                blueprint.edges().stream()
                        .map(edge -> new BlueprintSummary.Edge(edge.source(), edge.target()))
                        .toList());
    }

    @ConductorListener
    void configure(ConfigUpdate update, EventContext context) {
        try {
            apply(update);
            events.log(LogLevel.INFO, null, null, update.key() + " is now " + update.value());
        } catch (IllegalArgumentException unusable) {
            events.errorTo(context.sender(), unusable);
        }
    }

    private void apply(ConfigUpdate update) {
        switch (update.key()) {
            case "log.level" -> events.setLowestLevel(level(update.value()));
            case "delay.factor" -> delays.setFactor(factor(update.value()));
            default ->
                throw new IllegalArgumentException(
                        "there is no setting '" + update.key() + "'; there are log.level and delay.factor");
        }
    }

    private static LogLevel level(String value) {
        try {
            return LogLevel.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "log.level cannot be '" + value + "'; it must be debug, info, warn or error", unknown);
        }
    }

    private static double factor(String value) {
        try {
            double factor = Double.parseDouble(value);
            if (factor >= 0 && factor <= MAX_DELAY_FACTOR) {
                return factor;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(
                "delay.factor cannot be '" + value + "'; it must be a number from 0 to " + MAX_DELAY_FACTOR);
    }

    @ConductorListener
    void interaction(UserInteraction interaction, EventContext context) {
        String target = interaction.target() == null ? "" : " " + LogText.escape(interaction.target());
        log.info("Interaction " + interactions.incrementAndGet() + " from " + context.sender() + ": "
                + LogText.escape(interaction.action()) + target);
    }

    /** How many interactions there have been since the start. */
    long interactions() {
        return interactions.get();
    }
}
