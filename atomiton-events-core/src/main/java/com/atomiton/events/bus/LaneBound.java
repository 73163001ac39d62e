package com.atomiton.events.bus;

import com.atomiton.events.EventOverflowException;
import java.time.Duration;

/**
 * How many events of this process may wait in a lane, and what to do with one more.
 *
 * @param capacity {@code atomiton.events.outbound.capacity}
 * @param policy {@code atomiton.events.outbound.overflow}
 * @param blockTimeout {@code atomiton.events.outbound.block-timeout}
 */
record LaneBound(int capacity, OverflowPolicy policy, Duration blockTimeout) {

    EventOverflowException overflow(IncomingEvent event, String lane, String detail) {
        return new EventOverflowException(
                event.name(),
                event.sender(),
                "the lane '" + lane + "' of this process holds " + capacity + " of its own events, which is its limit "
                        + "(atomiton.events.outbound.capacity), and " + detail);
    }
}
