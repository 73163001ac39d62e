package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/**
 * Stands around what passes the bus in this process: what its code emits and asks, and each call of a listener or handler.
 * All beans of this type are used, in their order: the first one is the outermost. Without any the bus does nothing for
 * them. They are called by many threads at once, and must not block where a listener must not.
 */
public interface EventInterceptor {

    /**
     * Called with each event and request of this process before anything is done with it, on the thread that emits or
     * asks. What it throws is what the emit throws, or what the future of a request or of a confirmed emit fails with;
     * nothing is sent then, so it is also the way to refuse.
     *
     * @return what goes on in its place: itself, or one with other headers or another payload of the same type
     */
    default OutgoingEvent beforeEmit(OutgoingEvent event) {
        return event;
    }

    /**
     * Called around each call of a listener with an event, and of a handler with a request, wherever they come from, on
     * the thread that calls it: its lane, or a task for a request. With a retry it is called around each attempt. What it
     * throws counts as thrown by the listener or handler.
     *
     * @param payload the payload, which all listeners share
     * @param context the event; a {@link RequestContext} if it is a request
     * @param invocation the next interceptor, and at last the listener or handler; not calling it leaves the event out,
     *     which then counts as handled
     * @return the reply to a request, a {@code CompletionStage} if it is there later; ignored for an event
     * @throws Exception as a listener may
     */
    default @Nullable Object aroundHandle(Object payload, EventContext context, Invocation invocation)
            throws Exception {
        return invocation.proceed(payload);
    }

    /** The rest of the way to a listener or handler. */
    interface Invocation {

        /**
         * Goes on.
         *
         * @param payload the payload, or another one of the same type in its place
         * @return what the handler of a request returned; {@code null} for an event
         * @throws Exception what the listener or handler threw
         */
        @Nullable
        Object proceed(Object payload) throws Exception;

        /** The listener or handler, in words: its method, or where it was subscribed. */
        String listener();
    }
}
