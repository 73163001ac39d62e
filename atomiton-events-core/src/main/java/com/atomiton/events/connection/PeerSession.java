package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.PeerMemory;
import com.atomiton.events.session.ReceiveWindow;
import com.atomiton.events.session.SendWindow;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A peer as the bus sees it: the same object while connections come and go. On a renderer there is one, for main, from
 * the start; on main one for each renderer it has met, until that has ended or was away for too long. With an engine there
 * is one more, {@linkplain #isShared shared} by all processes of the other role. Thread-safe.
 */
public final class PeerSession {

    /** The codec that every process has. */
    public static final String JSON = "json";

    private static final long NOT_SAID = Long.MAX_VALUE;

    private final Reach reach;
    private volatile String token;
    private final @Nullable Object user;
    private final SendWindow outbound;
    private final ReceiveBudget unconsumed;
    private final LeftNames leftNames = new LeftNames();
    private final PeerLife life = new PeerLife();

    private volatile ReceiveWindow inbound = new ReceiveWindow();
    private volatile Peer peer;
    private volatile PeerInterest interest = new PeerInterest();
    private volatile boolean interestKnown;
    private volatile long receivedAtInterest = NOT_SAID;
    private volatile Negotiated negotiated = Negotiated.NOTHING;
    private volatile @Nullable Carrier carrier;
    private volatile long lastLink;
    private volatile boolean ended;
    private volatile boolean endTold;
    private volatile boolean unwatched;
    private final AtomicReference<@Nullable ReceivedMessage> toNote = new AtomicReference<>();

    /** Whom its messages reach. */
    private enum Reach {
        /** The process at the other end of a connection. */
        CONNECTED,
        /** One process, through an engine. */
        ADDRESSED,
        /** Those of a role, through an engine. */
        SHARED
    }

    PeerSession(Peer peer, String token, @Nullable Object user, ConnectionSettings settings) {
        this(peer, token, user, settings, PeerMemory.UNLIMITED);
    }

    PeerSession(Peer peer, String token, @Nullable Object user, ConnectionSettings settings, PeerMemory memory) {
        this(Reach.CONNECTED, peer, token, user, settings, memory);
    }

    private PeerSession(
            Reach reach,
            Peer peer,
            String token,
            @Nullable Object user,
            ConnectionSettings settings,
            PeerMemory memory) {
        this.reach = reach;
        this.peer = peer;
        this.token = token;
        this.user = user;
        this.outbound = new SendWindow(settings.windowCapacity(), settings.windowMaxBytes(), memory);
        this.unconsumed = new ReceiveBudget(settings, memory);
        memory.watch(unconsumed);
    }

    /** With one process that an engine reaches. */
    public static PeerSession addressed(Peer peer, Carrier carrier, ConnectionSettings settings) {
        PeerSession session = new PeerSession(Reach.ADDRESSED, peer, "", null, settings, PeerMemory.UNLIMITED);
        session.carrier = carrier;
        return session;
    }

    /** With all processes of a role that an engine reaches. */
    public static PeerSession shared(Peer standIn, Carrier carrier, ConnectionSettings settings) {
        PeerSession session = new PeerSession(Reach.SHARED, standIn, "", null, settings, PeerMemory.UNLIMITED);
        session.carrier = carrier;
        return session;
    }

    /** Whether it is with all processes of a role, and not with one peer. */
    public boolean isShared() {
        return reach == Reach.SHARED;
    }

    /** The process at the other end; on a renderer that has not been connected yet, a stand-in for main. */
    public Peer peer() {
        return peer;
    }

    /** What the peer listens to and answers, as it last said. */
    public PeerInterest interest() {
        return interest;
    }

    /** Whether the peer has ever said what it listens to. Until then, everything may be of interest to it. */
    public boolean isInterestKnown() {
        return interestKnown;
    }

    /**
     * The highest number that the peer had received when it began to listen to what it listened to last: what has a higher
     * one is still to come to its listeners. Very high if it does not say so.
     */
    public long receivedAtInterest() {
        return receivedAtInterest;
    }

    void receivedAtInterest(@Nullable Long number) {
        receivedAtInterest = number == null ? NOT_SAID : number;
    }

    /** Whether there is a connection, and the peer is ready for messages. */
    public boolean isOpen() {
        Carrier current = carrier;
        return current != null && current.isOpen();
    }

    /** Whether there is a connection, be the peer ready or not. */
    public boolean isConnected() {
        return carrier != null;
    }

    /** Whether the process at the other end has ended, and none has taken its place yet. */
    public boolean hasEnded() {
        return ended;
    }

    /** The codec for payloads to and from this peer, besides JSON. */
    public String codec() {
        return negotiated.codec();
    }

    /** The largest frame that the peer takes, in bytes; as far as is known. */
    public int maxFrameSize() {
        return negotiated.maxFrameSize();
    }

    /** What is said of a message that is larger than that. */
    public String tooLarge(String name, int frameSize) {
        return "'" + name + "' takes " + frameSize + " bytes on the wire; " + peer + " takes " + maxFrameSize()
                + " (atomiton.events.max-frame-size, to be set alike in all processes)";
    }

    /** The messages to the peer. */
    public SendWindow outbound() {
        return outbound;
    }

    /**
     * Adds a message to those for the peer, and has it written if there is a connection.
     *
     * @param urgent whether it is to be written without waiting for others
     */
    public SendWindow.Offer offer(OutboundMessage message, boolean urgent) {
        SendWindow.Offer offer = outbound.offer(message);
        if (offer == SendWindow.Offer.TAKEN) {
            flush(urgent, message.tail().frameSize());
        }
        return offer;
    }

    /**
     * Has it written what its window holds, if there is a connection.
     *
     * @param urgent whether without waiting for others
     * @param bytes how many bytes have been added
     */
    public void flush(boolean urgent, int bytes) {
        Carrier current = carrier;
        if (current != null) {
            current.flush(urgent, bytes);
        }
    }

    void acknowledgeSoon(int count, boolean atOnce) {
        Carrier current = carrier;
        if (current != null) {
            current.acknowledgeSoon(count, atOnce);
        }
    }

    /** Whether it is this user's. On main nobody else's process can take it up, whatever it knows. */
    boolean isOfUser(@Nullable Object other) {
        return Objects.equals(user, other);
    }

    void token(String renewed) {
        token = renewed;
    }

    String token() {
        return token;
    }

    ReceiveBudget unconsumed() {
        return unconsumed;
    }

    /** Whether nothing is kept of it but its numbers: neither for the peer, nor of what it has sent. */
    boolean holdsNothing() {
        return outbound.events() == 0 && unconsumed.isEmpty();
    }

    LeftNames leftNames() {
        return leftNames;
    }

    ReceiveWindow inbound() {
        return inbound;
    }

    @Nullable
    Link link() {
        return carrier instanceof Link link ? link : null;
    }

    PeerLife life() {
        return life;
    }

    /** For how long the peer wants this session to be kept while nothing is known of it. */
    Duration retention() {
        return negotiated.retention();
    }

    void peer(Peer current) {
        peer = current;
    }

    /** What the peer has said. Only for the endpoint. */
    public void interest(PeerInterest announced) {
        interest = announced;
        interestKnown = true;
    }

    /** It is not known what the peer listens to. Only for the endpoint. */
    public void forgetInterest() {
        interestKnown = false;
        interest = new PeerInterest();
    }

    /** Another process has taken the peer's place: its numbers begin here, and what it listens to is not known. */
    void restartInbound(long from) {
        inbound = new ReceiveWindow(from);
        forgetInterest();
    }

    /**
     * Whether events of this name are to be kept for the peer: it wants them, or has not said yet. One that an engine
     * reaches may have said so already, since what it says and what it sends come by different ways.
     */
    public boolean mayWant(String name) {
        return !interestKnown || reach == Reach.ADDRESSED || interest.wants(name);
    }

    /** Whether the peer takes a CONTRACT on the connection that there is now. */
    boolean comparesContract() {
        return negotiated.comparesContract() && carrier != null;
    }

    /** Tells that the process has ended, if that was not known already; only then may another take its place. */
    void end(Runnable tell) {
        if (beginEnd()) {
            tellEnd(tell);
        }
    }

    /** The process has ended; {@code false} if that was known already. If not, {@link #tellEnd} follows. */
    synchronized boolean beginEnd() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** Without a lock held. */
    void tellEnd(Runnable tell) {
        try {
            tell.run();
        } finally {
            endTold = true;
        }
    }

    /** Whether it is being told that the process has ended. */
    boolean isEnding() {
        return ended && !endTold;
    }

    /** Whether another process may take the place of the one that has ended. */
    boolean isVacant() {
        return endTold;
    }

    void attach(Link current, Negotiated agreed) {
        // One that was emitted when the last connection was just ending has not seen that.
        outbound.disconnected();
        ended = false;
        endTold = false;
        negotiated = agreed;
        lastLink = current.order();
        carrier = current;
    }

    /** Whether a link that was made after this one carries it, or has carried it. */
    boolean hasHadNewer(Link candidate) {
        return candidate.order() < lastLink;
    }

    /** {@code false} if it has another link by now. */
    boolean detach(Link ended) {
        if (carrier != ended) {
            return false;
        }
        carrier = null;
        outbound.disconnected();
        return true;
    }

    /** Keeps what is done and could not be noted for want of memory: this needs none. */
    void noteLater(ReceivedMessage done) {
        do {
            done.nextToNote = toNote.get();
        } while (!toNote.compareAndSet(done.nextToNote, done));
    }

    /** Tries that again. */
    void noteAll() {
        ReceivedMessage next = toNote.getAndSet(null);
        while (next != null) {
            ReceivedMessage done = next;
            next = done.nextToNote;
            done.note();
        }
    }

    /** Whether it has no connection, and nothing sees to it that it ends if it stays so. */
    boolean isUnwatched() {
        return unwatched;
    }

    void unwatched(boolean isSo) {
        unwatched = isSo;
    }

    @Override
    public String toString() {
        return peer.toString();
    }
}
