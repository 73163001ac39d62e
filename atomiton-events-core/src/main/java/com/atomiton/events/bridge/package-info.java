/**
 * What joins the bus to what else in Spring passes events around:
 * {@link com.atomiton.events.bridge.ApplicationEventBridge} to the application's events,
 * {@link com.atomiton.events.bridge.EventBusMessageChannel} to the channels of Spring Messaging and Spring Integration.
 * Applications use both; the package depends on the API, the names of headers and Spring, and knows the bus by its
 * interface only.
 */
@NullMarked
package com.atomiton.events.bridge;

import org.jspecify.annotations.NullMarked;
