package com.atomiton.events.bus;

import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The delivery of a {@code LATEST} event: while it waits for its lane, the next one of its sender, name and key takes its
 * place. The sender does the same, but only for what its connection has not taken yet; without this, a listener that is
 * slower than the progress it shows would show what was so long ago.
 */
final class LatestDelivery extends Delivery {

    /** Made once: a lane that begins with it must not need memory for that. */
    private final String conflationKey;

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private enum State {
        WAITING,
        BEGUN,
        SUPERSEDED
    }

    LatestDelivery(
            EventDispatcher dispatcher, IncomingEvent event, Payload payload, List<Listener> listeners, Fate fate) {
        super(dispatcher, event, payload, listeners, fate);
        this.conflationKey = event.sender().id() + '\n' + event.name() + '\n' + event.key();
    }

    @Override
    public String conflationKey() {
        return conflationKey;
    }

    @Override
    public boolean begin() {
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    @Override
    public boolean supersede() {
        return state.compareAndSet(State.WAITING, State.SUPERSEDED);
    }

    @Override
    public boolean isSuperseded() {
        return state.get() == State.SUPERSEDED;
    }

    @Override
    public void dropped(DropReason reason) {
        if (reason == DropReason.SUPERSEDED) {
            dispatcher().superseded(this);
            // Its sender need not keep it: the newer one says all that it said.
            fate().acknowledged();
        } else {
            super.dropped(reason);
        }
    }
}
