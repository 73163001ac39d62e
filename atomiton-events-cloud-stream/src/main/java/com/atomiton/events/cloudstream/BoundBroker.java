package com.atomiton.events.cloudstream;

import org.springframework.cloud.stream.binder.Binder;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.messaging.MessageChannel;

/** A binder and how to treat it. */
record BoundBroker(Binder<MessageChannel, ConsumerProperties, ?> binder, Broker broker) {}
