package com.atomiton.samples.renderer;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EventBus;
import com.atomiton.events.LogText;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.contract.BlueprintSummary;
import com.atomiton.samples.contract.ConductorError;
import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.ConductorState;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The editor without a page: it logs what it sees of the conductor. Not there where one blueprint is run. */
@Component
@Profile(Editor.PROFILE)
class Editor {

    static final String PROFILE = "editor";

    private static final Log log = LogFactory.getLog(Editor.class);

    private final EventBus bus;
    private final BlueprintClient client;

    Editor(EventBus bus, BlueprintClient client) {
        this.bus = bus;
        this.client = client;
    }

    /** Says what there is, and again after each reconnect. */
    void start() {
        bus.onConnectionState(this::changed);
        listBlueprints();
    }

    private void changed(ConnectionStateChanged change) {
        log.info("The connection is " + change.current() + (change.reason() == null ? "" : ": " + change.reason()));
        if (change.previous() == ConnectionState.DISCONNECTED && change.current() == ConnectionState.CONNECTED) {
            listBlueprints();
        }
    }

    private void listBlueprints() {
        var unused = client.blueprints().whenComplete(Editor::show);
    }

    private static void show(@Nullable BlueprintList list, @Nullable Throwable failure) {
        if (list == null) {
            log.warn("The conductor did not say which blueprints it has: " + failure);
            return;
        }
        log.info("The conductor has the blueprints "
                + list.blueprints().stream().map(BlueprintSummary::id).collect(Collectors.joining(", ")));
        list.broken()
                .forEach(file -> log.warn("The blueprint file " + LogText.escape(file.file()) + " is broken: "
                        + LogText.escape(String.join("; ", file.problems()))));
    }

    @ConductorListener
    void show(ConductorLog entry) {
        log.info("Conductor " + entry.level() + ": " + LogText.escape(entry.message()));
    }

    @ConductorListener
    void show(ConductorState state) {
        log.info("The conductor runs " + state.running().size() + " executions");
    }

    @ConductorListener
    void show(ConductorError error) {
        log.warn("Conductor error: "
                + LogText.escape(String.valueOf(error.error().getMessage())));
    }
}
