package com.atomiton.events.bus;

import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import java.util.concurrent.atomic.AtomicInteger;

/** The fate of an event that several lanes have to do with: all must be done with it before it counts as consumed. */
final class JointFate implements Fate {

    private final Fate whole;
    private final AtomicInteger open;

    JointFate(Fate whole, int parts) {
        this.whole = whole;
        this.open = new AtomicInteger(parts);
    }

    @Override
    public void acknowledged() {
        if (open.decrementAndGet() == 0) {
            whole.acknowledged();
        }
    }

    @Override
    public boolean isConsumedBy(Object receiver) {
        return whole.isConsumedBy(receiver);
    }

    @Override
    public boolean failed(Object receiver, Throwable failure) {
        return whole.failed(receiver, failure);
    }

    @Override
    public void unreadable(Throwable failure) {
        whole.unreadable(failure);
    }

    @Override
    public void dropped(DropReason reason) {
        // Never zero from now on: what one lane has dropped was not consumed.
        whole.dropped(reason);
    }
}
