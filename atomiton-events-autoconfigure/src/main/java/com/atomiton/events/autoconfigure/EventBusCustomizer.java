package com.atomiton.events.autoconfigure;

import com.atomiton.events.bus.EventBusBuilder;

/**
 * Changes the auto-configured bus before it is built, after the properties have been applied. Beans of this type are
 * called in their order; what a later one sets wins.
 */
@FunctionalInterface
public interface EventBusCustomizer {

    /** Sets what it wants to change. */
    void customize(EventBusBuilder builder);
}
