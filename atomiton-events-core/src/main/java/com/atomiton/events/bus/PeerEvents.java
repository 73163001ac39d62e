package com.atomiton.events.bus;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EventContractException;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerConnected;
import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.PeerRestarted;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.session.DropReason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Takes what comes from peers to where it belongs: events to listeners, requests to handlers, replies to askers. */
final class PeerEvents implements PeerListener {

    private static final Log log = LogFactory.getLog(PeerEvents.class);

    private final LimitedLog gaps = new LimitedLog(log);
    private final LimitedLog comings = new LimitedLog(log);
    private final LimitedLog goings = new LimitedLog(log);
    private final LimitedLog ends = new LimitedLog(log);
    private final LimitedLog crashes = new LimitedLog(log);

    /** Those whose connection has ended without a goodbye. */
    private final Set<PeerSession> away = ConcurrentHashMap.newKeySet();

    private final EventCatalog catalog;
    private final Subscriptions subscriptions;
    private final EventDispatcher dispatcher;
    private final Codecs codecs;
    private final PeerEmitter peers;
    private final Requests requests;
    private final RemoteRequests remoteRequests;
    private final Confirmations confirmations;
    private final BusTelemetry telemetry;
    private final Taps taps;
    private final RemoteTaps remoteTaps;
    private final Notifications notifications;
    private final PeerNotices notices;

    PeerEvents(
            EventCatalog catalog,
            Subscriptions subscriptions,
            EventDispatcher dispatcher,
            Codecs codecs,
            PeerEmitter peers,
            Requests requests,
            RemoteRequests remoteRequests,
            Confirmations confirmations,
            BusTelemetry telemetry,
            Taps taps,
            RemoteTaps remoteTaps,
            Notifications notifications,
            PeerNotices notices) {
        this.catalog = catalog;
        this.subscriptions = subscriptions;
        this.dispatcher = dispatcher;
        this.codecs = codecs;
        this.peers = peers;
        this.requests = requests;
        this.remoteRequests = remoteRequests;
        this.confirmations = confirmations;
        this.telemetry = telemetry;
        this.taps = taps;
        this.remoteTaps = remoteTaps;
        this.notifications = notifications;
        this.notices = notices;
    }

    @Override
    public void messages(List<ReceivedMessage> received) {
        onTransportThread(() -> {
            HandOver handOver = new HandOver();
            for (ReceivedMessage message : received) {
                try {
                    message(message, handOver);
                } catch (Throwable failed) {
                    // Which none should. The others must be told all the same, they will not come again; and its sender
                    // must not keep it for ever.
                    Tasks.failed(failed);
                    Tasks.run(message::done);
                }
            }
            complete(handOver, received);
        });
    }

    private static void complete(HandOver handOver, List<ReceivedMessage> received) {
        try {
            handOver.complete();
        } catch (Throwable failed) {
            Tasks.failed(failed);
            for (int i = 0; i < received.size(); i++) { // Without memory for an iterator
                received.get(i).done();
            }
        }
    }

    private void message(ReceivedMessage received, HandOver handOver) {
        if (taps.isWatched()) {
            // What belongs to a request of this process does not say its name.
            taps.received(received, requests.nameOf(received.message()));
        }
        switch (received.message().type()) {
            case EVENT -> event(received, handOver);
            case REQUEST -> {
                if (!ReservedNames.isReserved(received.message().name())) {
                    telemetry.received(received.message().name());
                }
                // It may go to a lane too, after the events that came before it.
                handOver.complete();
                remoteRequests.requested(received);
            }
            case REPLY -> requests.replied(received);
            case PROGRESS -> requests.progressed(received);
            case CANCEL -> remoteRequests.cancelled(received);
            default -> throw new IllegalArgumentException("no message: " + received.message());
        }
    }

    /** Nothing that is done here may wait for space in a window. */
    private static void onTransportThread(Runnable task) {
        Lane outer = CurrentLane.enter(CurrentLane.TRANSPORT);
        try {
            task.run();
        } finally {
            CurrentLane.leave(outer);
        }
    }

    private void event(ReceivedMessage received, HandOver handOver) {
        Message message = received.message();
        PeerSession session = received.session();
        telemetry.received(message.name());
        HandOver.Route route = handOver.route(message.name(), this::route);
        if (route.audience().isEmpty()) {
            // The listener left while the event was on its way.
            telemetry.dropped(message.name(), DropReason.NO_SUBSCRIBER.label());
        }
        dispatcher.dispatch(
                new IncomingEvent(message, received.sender(), route.type()),
                new ReceivedPayload(codecs.codecOf(session, message), message, route.type(), catalog),
                route.audience(),
                received,
                route.isLatest() && !message.is(MessageFlags.CONFIRM),
                handOver);
    }

    private HandOver.Route route(String name) {
        return new HandOver.Route(name, subscriptions.ofRemote(name), catalog.find(name));
    }

    @Override
    public void dropped(Message message, DropReason reason) {
        telemetry.dropped(message.name(), reason.label());
    }

    @Override
    public void connected(PeerSession session, boolean resumed) {
        comings.info("Connected to " + session.peer() + (resumed ? ", its session goes on" : ""));
        if (resumed) {
            telemetry.reconnected();
        }
        requests.refused(null);
        // It may be the one that requests wait for.
        onTransportThread(requests::interestChanged);
        away.remove(session);
        notices.connected(session, new PeerConnected(session.peer(), resumed));
    }

    @Override
    public void refused(EventContractException reason) {
        requests.refused(reason);
    }

    @Override
    public void interestChanged(PeerSession session, InterestChange change) {
        if (change.wantsLess()) {
            session.outbound()
                    .discardWaiting(
                            message -> message.isEvent() && !session.mayWant(message.name()), DropReason.NO_SUBSCRIBER);
        }
        onTransportThread(() -> {
            if (change.wantsMore() || change.wantsLess()) {
                peers.interestChanged(session, change);
            }
            if (change.answersOthers()) {
                requests.interestChanged();
            }
        });
    }

    @Override
    public void disconnected(PeerSession session, String reason) {
        goings.info("Disconnected from " + session.peer() + ": " + reason);
        away.add(session);
        notices.disconnected(session, new PeerDisconnected(session.peer(), reason, false));
    }

    @Override
    public void lost(PeerSession session, Peer peer, String reason) {
        String text = "Lost " + peer + ": " + reason;
        if (away.remove(session)) {
            crashes.warn(text + ". It had not said goodbye");
        } else {
            ends.info(text);
        }
        requests.lost(session, peer, reason);
        remoteRequests.lost(session);
        confirmations.lost(peer, reason);
        remoteTaps.lost(peer);
        // Who waited for what it would answer does so in vain.
        onTransportThread(requests::interestChanged);
        notices.lost(session, peer, reason);
    }

    @Override
    public void unanswered(long id, Peer peer, String reason) {
        requests.unanswered(id, peer, reason);
    }

    @Override
    public void restarted(PeerSession session, Peer previous) {
        telemetry.reconnected();
        notifications.publish(new PeerRestarted(previous, session.peer()));
    }

    @Override
    public void gap(PeerSession session, long from, long to) {
        gaps.warn(() -> "Messages " + from + " to " + to + " from " + session.peer()
                + " are missing: they were dropped while there was no connection, or the window was full");
        notifications.publish(new ConnectionGap(session.peer(), from, to));
    }

    @Override
    public void stateChanged(ConnectionState previous, ConnectionState current, @Nullable String reason) {
        notifications.stateChanged(new ConnectionStateChanged(previous, current, Instant.now(), reason));
    }
}
