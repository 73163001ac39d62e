package com.atomiton.events.listener;

import org.jspecify.annotations.Nullable;

/** Where the argument of one parameter comes from. */
@FunctionalInterface
interface ListenerArgument {

    /** The argument for this call. */
    @Nullable
    Object resolve(ListenerCall call) throws Exception;
}
