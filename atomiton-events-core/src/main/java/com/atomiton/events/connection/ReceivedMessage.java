package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.ReceiveWindow;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A message that has arrived, with what has to be told when everything is done that it asks for. It remembers the window
 * it came through: that of an earlier process of the peer must not be taken for that of a later one.
 */
public class ReceivedMessage implements Fate {

    private final PeerSession session;
    private final @Nullable ReceiveWindow window;
    private final Message message;

    private static final AtomicIntegerFieldUpdater<ReceivedMessage> DONE =
            AtomicIntegerFieldUpdater.newUpdater(ReceivedMessage.class, "done");

    /** The next of those that are to be {@linkplain #note noted} later. */
    @Nullable
    ReceivedMessage nextToNote;

    /** 1 when it is done. A field and no atomic object, since there is one for each event. */
    private volatile int done;

    ReceivedMessage(PeerSession session, ReceiveWindow window, Message message) {
        this.session = session;
        this.window = window;
        this.message = message;
        session.unconsumed().take(size());
    }

    /** One that an engine has brought: it has no window, and {@link #done} is to be overridden. */
    protected ReceivedMessage(PeerSession session, Message message) {
        this.session = session;
        this.window = null;
        this.message = message;
    }

    /** Who sent it. */
    public Peer sender() {
        return session.peer();
    }

    /** What it came through, and what an answer is to go through. */
    public PeerSession session() {
        return session;
    }

    /** What was sent. */
    public Message message() {
        return message;
    }

    /** The listeners, or what else it was for, are done with it: it may be acknowledged. Twice is the same as once. */
    public void done() {
        if (done != 0 || !DONE.compareAndSet(this, 0, 1)) {
            return;
        }
        session.unconsumed().giveBack(size());
        note();
    }

    /** Has it acknowledged; without memory for that, later. */
    void note() {
        if (window == null || message.number() == 0) {
            return;
        }
        try {
            int count = window.done(message.number());
            if (window == session.inbound()) {
                session.acknowledgeSoon(count, message.is(MessageFlags.CONFIRM));
            }
        } catch (Error noMemory) {
            session.noteLater(this);
        }
    }

    /** It has come before, and counts as that one. */
    void forget() {
        if (DONE.compareAndSet(this, 0, 1)) {
            session.unconsumed().giveBack(size());
        }
    }

    /** The listeners are done with it. */
    @Override
    public void acknowledged() {
        done();
    }

    /** There was no memory to queue it: its sender must not keep it for ever. When this bus closes, the next one gets it. */
    @Override
    public void dropped(DropReason reason) {
        if (reason != DropReason.CLOSED) {
            done();
        }
    }

    private int size() {
        return message.body().length;
    }
}
