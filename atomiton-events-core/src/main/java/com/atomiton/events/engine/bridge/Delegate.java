package com.atomiton.events.engine.bridge;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventContractException;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerInterest;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.engine.EngineEndpoint;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.ReplyStatus;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One renderer of this machine as the engine sees it: passes on to its socket what comes for it, and to the engine what it
 * sends for mains of other machines. Each message is done with when the side that it was passed on to is.
 */
final class Delegate implements PeerListener {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(Delegate.class));

    private final Peer main;
    private final PeerSession renderer;
    private final EngineEndpoint endpoint;
    private final Function<Throwable, byte[]> errors;
    private final Runnable mainsChanged;
    private final OpenRequests toMains = new OpenRequests();
    private final OpenRequests toRenderer = new OpenRequests();

    /**
     * @param main this process, whose own events the renderer has by its socket
     * @param errors writes a failure as a payload
     * @param mainsChanged called when what other mains listen to has changed
     */
    Delegate(
            Peer main,
            PeerSession renderer,
            EngineEndpoint endpoint,
            Function<Throwable, byte[]> errors,
            Runnable mainsChanged) {
        this.main = main;
        this.renderer = renderer;
        this.endpoint = endpoint;
        this.errors = errors;
        this.mainsChanged = mainsChanged;
    }

    void start() {
        endpoint.start(this);
    }

    void announce(Interest change) {
        endpoint.announce(change);
    }

    /** What the mains of other machines listen to and answer; nothing if there are none. */
    PeerInterest mains() {
        return shared().interest();
    }

    /** Whether a message of the renderer's is for another machine, being nothing that concerns this process. */
    boolean isForMains(Message message, PeerInterest own) {
        return switch (message.type()) {
            case EVENT -> !own.wants(message.name()) && mains().wants(message.name());
            case REQUEST -> !own.handles(message.name()) && mains().handles(message.name());
            case CANCEL -> toMains.isOpen(message.id());
            case REPLY, PROGRESS -> toRenderer.isOpen(message.id());
            default -> false;
        };
    }

    /** Passes on a message of the renderer's to a main of another machine. */
    void passToMains(ReceivedMessage received) {
        Message message = received.message();
        switch (message.type()) {
            case EVENT -> offer(shared(), PassedOn.of(message, received), received);
            case REQUEST -> {
                toMains.begin(message.id(), received, shared(), message.id());
                offer(shared(), PassedOn.of(message, Fate.UNOBSERVED), received);
            }
            case CANCEL -> {
                received.done();
                OpenRequests.Open open = toMains.end(message.id());
                if (open != null) {
                    open.received().done();
                    offer(shared(), PassedOn.of(message, message.id(), open.name(), Fate.UNOBSERVED), received);
                }
            }
            default -> answer(message, toRenderer, received);
        }
    }

    private PeerSession shared() {
        return endpoint.audience().iterator().next();
    }

    @Override
    public void messages(List<ReceivedMessage> received) {
        received.forEach(this::passToRenderer);
    }

    private void passToRenderer(ReceivedMessage received) {
        Message message = received.message();
        switch (message.type()) {
            case EVENT -> {
                if (received.sender().id().equals(main.id())) {
                    received.done();
                } else {
                    offer(renderer, PassedOn.of(message, received), received);
                }
            }
            case REQUEST -> {
                long id = toRenderer.nextId();
                toRenderer.begin(id, received, received.session(), message.id());
                offer(renderer, PassedOn.of(message, id, message.name(), Fate.UNOBSERVED), received);
            }
            case CANCEL -> {
                received.done();
                Long id = toRenderer.endAsked(received.session(), message.id());
                if (id != null) {
                    offer(renderer, PassedOn.of(message, id, "", Fate.UNOBSERVED), received);
                }
            }
            default -> answer(message, toMains, received);
        }
    }

    /** Gives a reply, or progress, to who has asked. */
    private void answer(Message message, OpenRequests requests, ReceivedMessage received) {
        boolean last = message.type() == FrameType.REPLY;
        OpenRequests.Open open = last ? requests.end(message.id()) : requests.find(message.id());
        received.done();
        if (open == null) {
            return;
        }
        PeerSession asker = requests == toMains ? renderer : open.session();
        offer(asker, PassedOn.of(message, open.askedId(), open.name(), Fate.UNOBSERVED), received);
        if (last) {
            open.received().done();
        }
    }

    private void offer(PeerSession session, OutboundMessage message, ReceivedMessage received) {
        if (session.offer(message, !message.isEvent()) != SendWindow.Offer.TAKEN) {
            log.warn("'" + message.name() + "' for " + session.peer() + " is not passed on, since its window is full or"
                    + " it has ended (atomiton.events.outbound.capacity and .max-bytes)");
            received.dropped(DropReason.OVERFLOW);
        }
    }

    @Override
    public void unanswered(long id, Peer peer, String reason) {
        OpenRequests.Open open = toMains.end(id);
        if (open != null) {
            PeerLostException lost = new PeerLostException(open.name(), Long.toString(id), peer, reason);
            MessageTail tail = MessageTail.reply(open.askedId(), ReplyStatus.FAILED, errors.apply(lost));
            open.received().done();
            renderer.offer(new OutboundMessage(FrameType.REPLY, open.name(), tail, 0, Fate.UNOBSERVED), true);
        }
    }

    @Override
    public void interestChanged(PeerSession session, InterestChange change) {
        mainsChanged.run();
    }

    @Override
    public void lost(PeerSession session, Peer peer, String reason) {
        toRenderer
                .endAll(session)
                .forEach(id -> renderer.offer(
                        new OutboundMessage(FrameType.CANCEL, "", MessageTail.cancel(id), 0, Fate.UNOBSERVED), true));
        mainsChanged.run();
    }

    @Override
    public void dropped(Message message, DropReason reason) {
        log.warn("'" + message.name() + "' is not passed on: " + reason.label());
    }

    @Override
    public void connected(PeerSession session, boolean resumed) {
        // The renderer has a connection to this process, and hears of no other.
    }

    @Override
    public void refused(EventContractException reason) {
        // An engine refuses nobody.
    }

    @Override
    public void disconnected(PeerSession session, String reason) {
        // Being lost says more.
    }

    @Override
    public void restarted(PeerSession session, Peer previous) {
        // Its interest follows.
    }

    @Override
    public void gap(PeerSession session, long from, long to) {
        // An engine tells of none.
    }

    @Override
    public void stateChanged(ConnectionState previous, ConnectionState current, @Nullable String reason) {
        // That of this process's own side of the engine says the same.
    }

    /** The renderer has ended. Blocks; twice is the same as once. */
    void stop(Duration timeout) {
        toMains.endAll().forEach(open -> {
            open.received().done();
            shared().offer(
                            new OutboundMessage(
                                    FrameType.CANCEL,
                                    open.name(),
                                    MessageTail.cancel(open.askedId()),
                                    0,
                                    Fate.UNOBSERVED),
                            true);
        });
        endpoint.stop(timeout);
    }
}
