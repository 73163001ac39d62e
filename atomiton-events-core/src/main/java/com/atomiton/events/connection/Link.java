package com.atomiton.events.connection;

import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.Goodbye;
import com.atomiton.events.codec.Hello;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.ProtocolException;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection: reads frames and gives them to the session or, before there is one, to the endpoint's handshake; writes
 * control frames, acknowledgements and the session's messages. Reading happens on the transport's thread, writing there or
 * on a thread that flushes what is urgent; any may call {@link #send}, {@link #flush} and {@link #acknowledgeSoon}.
 */
final class Link implements ConnectionHandler, Carrier {

    private static final Log log = LogFactory.getLog(Link.class);

    private static final AtomicLong COUNT = new AtomicLong();

    /** Until the handshake is over nothing large has to come; then a client may say its whole interest at once. */
    private static final int HANDSHAKE_FRAME_SIZE = Hello.LEAST_MAX_FRAME;

    private static final int MAX_CONTROL_SIZE = 1024 * 1024;

    /** Grows from one connection of this process to the next. */
    private final long order = COUNT.incrementAndGet();

    private final Connection connection;
    private final ConnectionSettings settings;
    private final ControlCodec controlCodec;
    private final LinkOwner owner;
    private final LongSupplier nanoTime;
    private final FrameDecoder decoder = new FrameDecoder(HANDSHAKE_FRAME_SIZE);
    private final FrameWriter writer = new FrameWriter();
    private final ControlQueue controls = new ControlQueue();
    private final ContractWork contracts = new ContractWork();
    private final WriteScheduler writes;
    private final Heartbeat heartbeat;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Future<?> handshakeDeadline;

    /** Messages of the session that are to be written next. Only for {@link #fill}. */
    private final HandedOver handedOver = new HandedOver();

    private final MessageInbox inbox;
    private final PendingInterest toTell;
    private final ReceivedInterest told = new ReceivedInterest(InterestLimits.PROTOCOL);

    /** The answer to the last PING, if it has not been written. */
    private final AtomicReference<@Nullable Frame> pong = new AtomicReference<>();

    /** What main does before it answers HELLO. Only the transport's thread uses it. */
    private @Nullable ContractExchange exchange;

    /** The right to take the session's messages. Set before the link is open. */
    private volatile long lease;

    private final Intake intake;
    private volatile @Nullable PeerSession session;
    private volatile boolean open;

    /** Whether the peer has said goodbye: nothing comes after that. Only the transport's thread uses it. */
    private boolean left;

    private volatile @Nullable String closeReason;
    private volatile boolean goodbye;

    /** Why this end has closed the connection; {@code null} if it has not. */
    private volatile @Nullable String verdict;

    /** @param awaited the frame that must come within {@code atomiton.events.connect.timeout} */
    Link(
            FrameType awaited,
            Connection connection,
            ConnectionSettings settings,
            ControlCodec controlCodec,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            LinkOwner owner) {
        this.connection = connection;
        this.settings = settings;
        this.controlCodec = controlCodec;
        this.toTell = new PendingInterest(controlCodec, connection::requestWrite);
        this.owner = owner;
        this.intake = new Intake(decoder, controls, contracts, this::frame, connection.pausesReading());
        this.inbox = new MessageInbox(owner);
        this.writes = new WriteScheduler(connection::requestWrite, connection::writeNow, settings, timer);
        this.nanoTime = nanoTime;
        this.heartbeat = new Heartbeat(this, settings, timer, nanoTime);
        this.handshakeDeadline = timer.schedule(
                () -> close("no " + awaited + " within "
                        + settings.handshakeTimeout().toMillis() + " ms (atomiton.events.connect.timeout)"),
                settings.handshakeTimeout().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** The user of the process at the other end, as the kernel says. */
    @Nullable
    Object user() {
        return connection.user();
    }

    @Nullable
    PeerSession session() {
        return session;
    }

    long order() {
        return order;
    }

    @Nullable
    ContractExchange exchange() {
        return exchange;
    }

    void exchange(ContractExchange begun) {
        exchange = begun;
    }

    /** What has to be compared for this connection. */
    ContractWork contracts() {
        return contracts;
    }

    /** Whether nothing is read for now: that nothing comes says nothing of the peer then. */
    boolean isPaused() {
        return intake.isPaused();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** The handshake is over: from now on this link carries the session. */
    void establish(PeerSession established, Negotiated negotiated) {
        handshakeDeadline.cancel(false);
        decoder.limit(settings.maxFrameSize());
        controls.established();
        // After a cut the last acknowledgements may not have arrived.
        established.inbound().tellOn(this);
        acknowledge(established);
        session = established;
        established.attach(this, negotiated);
        lease = established.outbound().lease();
        connection.requestWrite();
        heartbeat.start();
    }

    void send(FrameType type, Object control) {
        send(Frame.control(type, controlCodec.write(control)));
    }

    void send(Frame frame) {
        add(frame);
        connection.requestWrite();
    }

    private void add(Frame control) {
        if (!controls.add(control)) {
            close(controls.toString());
        }
    }

    /** What the peer is told of this process's interest. */
    PendingInterest toTell() {
        return toTell;
    }

    @Override
    public void flush(boolean urgent, int bytes) {
        writes.request(urgent, bytes);
    }

    @Override
    public void acknowledgeSoon(int count, boolean atOnce) {
        writes.requestAcknowledgement(count, atOnce);
    }

    /** Writes what waits, then the goodbye, then closes. */
    void sayGoodbye(String reason) {
        goodbye = true;
        closeWhenWritten(reason);
    }

    /** Writes what waits, then closes. */
    void closeWhenWritten(String reason) {
        closeReason = reason;
        connection.requestWrite();
    }

    void close(String reason) {
        verdict = reason;
        connection.close(reason);
    }

    @Override
    public boolean fill(ByteBuffer out) {
        writes.writing();
        PeerSession current = currentSession();
        if (current != null) {
            acknowledge(current);
        }
        int begun = 0;
        while (!writer.isIdle() || beginNext(current)) {
            begun++;
            writer.copyTo(out);
            if (!out.hasRemaining()) {
                // Whether more waits can only be known by taking it out: being asked once in vain costs less.
                writes.wrote(begun);
                return true;
            }
        }
        writes.wrote(begun);
        String reason = closeReason;
        if (reason != null && !goodbye) {
            // A goodbye that came after the last look is written the next time, which has been asked for.
            connection.close(reason);
        }
        return false;
    }

    @Override
    public void filled() {
        handedOver.tellDropped(session);
    }

    private void acknowledge(PeerSession current) {
        current.inbound().takeAcknowledgements(this).forEach(due -> add(new Frame(FrameType.ACK, 0, due.toBytes())));
    }

    /** {@code false} if there is nothing to write. */
    private boolean beginNext(@Nullable PeerSession current) {
        Frame control = nextControl(current);
        if (control != null) {
            writer.begin(control);
            return true;
        }
        if (current != null && open) {
            handedOver.take(current, lease, nanoTime.getAsLong());
        }
        if (!handedOver.isEmpty()) {
            // What has just been handed over may have been emitted after a change of interest, which goes before it.
            Frame change = current == null ? null : toTell.next(current.maxFrameSize());
            if (change != null) {
                writer.begin(change);
            } else {
                writer.begin(handedOver.remove());
            }
            return true;
        }
        String reason = closeReason;
        if (reason != null && goodbye) {
            goodbye = false;
            writer.begin(Frame.control(FrameType.GOODBYE, controlCodec.write(new Goodbye(reason))));
            return true;
        }
        return false;
    }

    private @Nullable Frame nextControl(@Nullable PeerSession current) {
        Frame control = controls.poll();
        if (control == null && current != null) {
            control = toTell.next(current.maxFrameSize());
        }
        return control == null ? pong.getAndSet(null) : control;
    }

    /** The session, as long as this link is the one that carries it: a newer one may have taken its place. */
    private @Nullable PeerSession currentSession() {
        PeerSession current = session;
        return current != null && current.link() == this ? current : null;
    }

    @Override
    public void received(ByteBuffer in) {
        heartbeat.bytesArrived();
        read(() -> intake.arrived(in));
    }

    @Override
    public boolean mayRead() {
        read(intake::goOn);
        return !intake.isPaused();
    }

    private void read(Runnable taking) {
        try {
            taking.run();
        } finally {
            // Also before the end of a connection on which a bad frame came after them.
            inbox.tell();
        }
        heartbeat.midFrame(decoder.isMidFrame());
        PeerSession current = currentSession();
        if (intake.look(current) || current != null && current.unconsumed().isBehind()) {
            connection.pauseReading();
        }
    }

    private void frame(Frame frame) {
        heartbeat.frameArrived();
        if (session == null) {
            owner.handshake(this, frame);
            return;
        }
        PeerSession current = currentSession();
        if (current == null || left) {
            return;
        }
        switch (frame.type()) {
            case READY, INTEREST -> interest(current, frame.type(), read(frame, Interest.class));
            case ACK -> {
                if (current.outbound().acknowledge(Acknowledgement.of(frame.body()))) {
                    connection.requestWrite();
                }
            }
            case PING -> {
                // One that waits is replaced: a peer that only asks and never reads must not fill a queue.
                pong.set(new Frame(FrameType.PONG, 0, frame.token()));
                connection.requestWrite();
            }
            case PONG -> toTell.answered(frame.token());
            case GOODBYE -> {
                inbox.tell();
                left = true;
                owner.goodbye(current, read(frame, Goodbye.class).reason());
                close("it has said goodbye");
            }
            case EVENT, REQUEST, REPLY, PROGRESS, CANCEL, GAP -> inbox.take(current, frame);
            case CONTRACT -> owner.contract(this, current, read(frame, Contract.class));
            case HELLO, WELCOME, REJECT -> throw new ProtocolException(frame.type() + " after the handshake");
        }
    }

    private <T> T read(Frame frame, Class<T> type) {
        int allowed = frame.type() == FrameType.CONTRACT ? HANDSHAKE_FRAME_SIZE : MAX_CONTROL_SIZE;
        if (frame.body().length > allowed) {
            throw new ProtocolException(
                    "a " + frame.type() + " of " + frame.body().length + " bytes; allowed are " + allowed);
        }
        return controlCodec.read(frame.body(), type);
    }

    private void interest(PeerSession current, FrameType type, Interest announced) {
        inbox.tell();
        current.receivedAtInterest(announced.received());
        InterestChange change = told.take(type, announced, current);
        if (change != null) {
            open = true;
            owner.listener().interestChanged(current, change);
            connection.requestWrite();
        }
    }

    @Override
    public void closed(String reason, @Nullable Throwable cause) {
        open = false;
        handshakeDeadline.cancel(false);
        heartbeat.stop();
        writes.stop();
        controls.close();
        intake.end(currentSession());
        // The other end may have closed it at the same moment; why this end did says more.
        String own = verdict;
        try {
            owner.closed(this, own == null ? reason : own, own == null ? cause : null);
        } finally {
            ended.countDown();
        }
    }

    void awaitClosed(long timeout, TimeUnit unit) throws InterruptedException {
        if (!ended.await(timeout, unit)) {
            log.debug("The connection to " + session + " did not take the goodbye in time");
        }
    }
}
