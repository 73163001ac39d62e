package com.atomiton.events.observation;

/**
 * What main lets other processes of its user see through the reserved requests of {@link TapRequests}.
 *
 * @param enabled whether they see anything: peers, subscriptions, and of what passes name, direction, peer, size, outcome
 * @param payloads whether they see payloads too
 * @param redaction what of the payloads is hidden
 */
public record TapAccess(boolean enabled, boolean payloads, Redaction redaction) {

    /** Nothing. */
    public static TapAccess none() {
        return new TapAccess(false, false, Redaction.defaults());
    }

    /** All but payloads. */
    public static TapAccess withoutPayloads() {
        return new TapAccess(true, false, Redaction.defaults());
    }

    /** Payloads too, but for what is hidden. */
    public static TapAccess withPayloads(Redaction redaction) {
        return new TapAccess(true, true, redaction);
    }
}
