package com.atomiton.events.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of the event bus and their keys. */
public enum ConductorObservation implements ObservationDocumentation {

    /** An event is emitted: until it is with its lanes and in the windows of its peers, not until it is handled. */
    EMIT(DefaultEmitObservationConvention.class) {
        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {Key.EVENT, Key.ROLE, Key.OUTCOME};
        }
    },

    /** A listener handles an event, all attempts of a retry together, or a handler a request until its reply is there. */
    HANDLE(DefaultHandleObservationConvention.class) {
        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {Key.EVENT, Key.ROLE, Key.KIND, Key.ORIGIN, Key.OUTCOME};
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return DetailKey.values();
        }
    },

    /** A request of this process, until its future is complete. */
    REQUEST(DefaultRequestObservationConvention.class) {
        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {Key.EVENT, Key.ROLE, Key.OUTCOME};
        }
    };

    private final Class<? extends ObservationConvention<? extends Context>> defaultConvention;

    ConductorObservation(Class<? extends ObservationConvention<? extends Context>> defaultConvention) {
        this.defaultConvention = defaultConvention;
    }

    @Override
    public Class<? extends ObservationConvention<? extends Context>> getDefaultConvention() {
        return defaultConvention;
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return new KeyName[] {DetailKey.CORRELATION_ID, DetailKey.PEER};
    }

    /** Keys with few values, each of a closed set. */
    public enum Key implements KeyName {

        /** The event's name if this process has a type for it, else {@code other}. */
        EVENT("event"),

        /** The role of this process: {@code main}, {@code renderer} or {@code standalone}. */
        ROLE("role"),

        /** What is handled: {@code event} or {@code request}. */
        KIND("kind"),

        /** Where it comes from: {@code local} or {@code remote}. */
        ORIGIN("origin"),

        /**
         * How it ended. Of an emit: {@code accepted}, {@code buffered}, {@code dropped}, {@code no-subscriber}, {@code
         * error}. Of a listener or handler: {@code success}, {@code error}. Of a request: {@code success}, {@code timeout},
         * {@code cancelled}, {@code no-handler}, {@code peer-lost}, or {@code error} for all other failures.
         */
        OUTCOME("outcome");

        private final String text;

        Key(String text) {
            this.text = text;
        }

        @Override
        public String asString() {
            return text;
        }
    }

    /** Keys with any number of values, for traces only. */
    public enum DetailKey implements KeyName {

        /** What the event or request belongs to; {@code none} if its sender did not say. */
        CORRELATION_ID("correlation.id"),

        /** The process that it is addressed to or comes from; {@code none} for whoever listens. */
        PEER("peer"),

        /** The listener or handler in words. */
        LISTENER("listener");

        private final String text;

        DetailKey(String text) {
            this.text = text;
        }

        @Override
        public String asString() {
            return text;
        }
    }
}
