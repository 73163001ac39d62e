package com.atomiton.events.codec;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The bodies of control frames are written and read by reflection in a native image too. */
final class ControlBodyHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(
                        hints.reflection(),
                        Hello.class,
                        Welcome.class,
                        Reject.class,
                        Interest.class,
                        Goodbye.class,
                        Presence.class);
    }
}
