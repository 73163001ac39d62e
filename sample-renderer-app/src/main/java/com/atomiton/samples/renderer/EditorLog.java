package com.atomiton.samples.renderer;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EventBus;
import com.atomiton.events.LogText;
import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.contract.BlueprintSummary;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Prints where the page is, and logs the connection and what the conductor has. */
@Component
class EditorLog {

    private static final Log log = LogFactory.getLog(EditorLog.class);

    private final EventBus bus;
    private final BlueprintClient client;
    private final Environment environment;

    EditorLog(EventBus bus, BlueprintClient client, Environment environment) {
        this.bus = bus;
        this.client = client;
        this.environment = environment;
    }

    /** The address goes to standard output, for whoever started this process. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        System.out.println("The editor is at http://127.0.0.1:" + environment.getProperty("local.server.port") + "/");
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
        var unused = client.blueprints().whenComplete(EditorLog::show);
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
}
