package com.atomiton.events.bus;

import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.PeerSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the peer that a request goes to when this process does not answer it itself. */
final class RequestRouter {

    private final Peer self;
    private final Endpoint endpoint;

    RequestRouter(Peer self, Endpoint endpoint) {
        this.self = self;
        this.endpoint = endpoint;
    }

    /** Who answers, in words, as long as it is not known which peer that is. */
    String whom() {
        return self.role() == ProcessRole.RENDERER ? "main" : "a renderer";
    }

    /** Why there is no connection, in brackets after a space; empty if there is one, or it is not known. */
    String whyNotConnected() {
        String error = endpoint.lastError();
        return switch (endpoint.state()) {
            case CONNECTING, DISCONNECTED -> error == null ? "" : " (" + error + ")";
            case CONNECTED, LISTENING, LOCAL, CLOSED -> "";
        };
    }

    /**
     * The peer that is to answer.
     *
     * @return {@code null} if a peer has not yet said what it answers, or whoever answers it is away
     * @throws NoHandlerException if nobody answers the name, or several do
     * @throws PeerLostException if the target is not known
     */
    @Nullable
    PeerSession route(String name, String requestId, @Nullable Peer target) {
        if (target != null && target.id().equals(self.id())) {
            throw new NoHandlerException(
                    name,
                    requestId,
                    "RequestOptions.to names this process itself, and a request to a peer is not answered here; leave it"
                            + " out, and this process's own handler answers");
        }
        if (target != null) {
            return endpoint.sessions().stream()
                    .filter(session -> session.peer().id().equals(target.id()))
                    .findFirst()
                    .orElseThrow(() -> new PeerLostException(name, requestId, target, "it is not connected"));
        }
        return switch (self.role()) {
            case RENDERER -> endpoint.audience().iterator().next();
            case MAIN -> onlyRenderer(name, requestId);
            case STANDALONE ->
                throw new NoHandlerException(
                        name,
                        requestId,
                        "this process has no handler for it, and as it is standalone no peers (atomiton.events.role)");
        };
    }

    private @Nullable PeerSession onlyRenderer(String name, String requestId) {
        List<PeerSession> known = endpoint.sessions().stream()
                .filter(session -> !session.isShared() && session.interest().handles(name))
                .toList();
        // One that is away may never come back: whoever is there first answers.
        List<PeerSession> present =
                known.stream().filter(PeerSession::isConnected).toList();
        if (present.size() == 1) {
            return present.get(0);
        }
        if (present.size() > 1) {
            throw new NoHandlerException(
                    name,
                    requestId,
                    "several renderers answer it, name one with RequestOptions.to: "
                            + present.stream().map(PeerSession::peer).toList());
        }
        if (!known.isEmpty()) {
            return null;
        }
        // Also one whose connection was cut before it could say: it comes back.
        boolean mayBeToCome = endpoint.sessions().stream()
                .anyMatch(session -> !session.isShared() && !session.hasEnded() && !session.isInterestKnown());
        if (mayBeToCome) {
            return null;
        }
        throw new NoHandlerException(
                name,
                requestId,
                "neither main nor a renderer has a handler for it; known are "
                        + endpoint.sessions().stream()
                                .filter(session -> !session.isShared())
                                .map(PeerSession::peer)
                                .toList());
    }
}
