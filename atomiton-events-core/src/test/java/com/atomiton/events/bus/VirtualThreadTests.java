package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTests {

    @Test
    void lanesAndTasksAreVirtualWhenSwitchedOn() throws Exception {
        MemoryHub hub = new MemoryHub();
        try (TestProcesses processes = new TestProcesses(hub::server, hub::client)) {
            DefaultEventBus bus = processes.main(builder -> builder.virtualThreads(true));
            Collected<Boolean> virtual = collected();
            bus.on(Other.class, other -> virtual.accept(isVirtual()));
            bus.on(Other.class, other -> virtual.accept(isVirtual()), SubscribeOptions.lane("own"));
            bus.handle(Execute.class, (execute, context) -> isVirtual());
            bus.start();

            bus.emit(new Other(1));

            virtual.awaitSize(2);
            assertThat(virtual.items()).containsExactly(true, true);
            assertThat(bus.request(new Execute("x", null), Boolean.class).get(5, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** By reflection: the method is younger than the language level. */
    private static boolean isVirtual() throws ReflectiveOperationException {
        return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    }
}
