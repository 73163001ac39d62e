package com.atomiton.events.cli;

import com.atomiton.events.observation.SessionReport;
import com.atomiton.events.observation.TapRequests;
import com.atomiton.events.observation.TapRequests.State;
import com.atomiton.events.observation.TapRequests.StateRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows who is connected to main. */
@Command(name = "peers", description = "Shows main's peers and what waits for them.", mixinStandardHelpOptions = true)
final class PeersCommand extends BusCommand {

    @Override
    int run(MainConnection main) throws Exception {
        State state = main.ask(TapRequests.STATE, new StateRequest(false), State.class);
        if (isJson()) {
            out().println(Output.json(state.self()));
            state.sessions().forEach(session -> out().println(Output.json(session)));
        } else {
            out().println(state.self());
            Output.table(out(), rows(state.sessions()));
        }
        return ConductorCommand.OK;
    }

    static List<List<String>> rows(List<SessionReport> sessions) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PEER", "CONNECTION", "WAITING", "BYTES", "UNACKNOWLEDGED", "LISTENS TO"));
        for (SessionReport session : sessions) {
            rows.add(List.of(
                    session.peer().toString(),
                    connection(session),
                    String.valueOf(session.outboundEvents()),
                    Output.bytes(session.outboundBytes()),
                    String.valueOf(session.unacknowledged()),
                    String.join(" ", session.listens())));
        }
        return rows;
    }

    private static String connection(SessionReport session) {
        if (session.stalled()) {
            return "stalled";
        }
        return session.connected() ? "connected" : session.ended() ? "ended" : "away";
    }
}
