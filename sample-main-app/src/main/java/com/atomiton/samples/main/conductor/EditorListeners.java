package com.atomiton.samples.main.conductor;

import com.atomiton.events.EventContext;
import com.atomiton.events.LogText;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.contract.BlueprintSummary;
import com.atomiton.samples.contract.ListBlueprints;
import com.atomiton.samples.contract.UserInteraction;
import com.atomiton.samples.main.blueprint.Blueprint;
import com.atomiton.samples.main.blueprint.BlueprintCatalog;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.stereotype.Component;

/** What an editor asks and tells besides executions and settings: the list of blueprints, what its user does. */
@Component
class EditorListeners {

    private static final Log log = LogFactory.getLog(EditorListeners.class);

    private final BlueprintCatalog catalog;
    private final AtomicLong interactions = new AtomicLong();

    EditorListeners(BlueprintCatalog catalog) {
        this.catalog = catalog;
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
