package com.atomiton.events.autoconfigure;

import com.atomiton.events.bus.DefaultEventBus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Has the bus take what only one main can have before anything else starts: a second main fails before its web server
 * answers and its listeners of other systems take work. The bus gives it back when it closes.
 */
final class EarlyClaim implements SmartLifecycle {

    private final ObjectProvider<DefaultEventBus> bus;
    private volatile boolean running;

    EarlyClaim(ObjectProvider<DefaultEventBus> bus) {
        this.bus = bus;
    }

    @Override
    public void start() {
        bus.ifAvailable(DefaultEventBus::claim);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
