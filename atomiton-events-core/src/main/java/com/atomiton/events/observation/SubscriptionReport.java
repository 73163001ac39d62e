package com.atomiton.events.observation;

import com.atomiton.events.Origin;

/**
 * A listener or a request handler of this process, as it is shown.
 *
 * @param name the name or pattern
 * @param answers whether it answers requests; otherwise it listens to events
 * @param lane the name of its lane; {@code task} if each request is a task of its own
 * @param origin whose events it gets
 * @param listener the listener in words: its description, or its class
 * @param place where in the code it subscribed, as in a stack trace; of an annotated method the method
 */
public record SubscriptionReport(
        String name, boolean answers, String lane, Origin origin, String listener, String place) {}
