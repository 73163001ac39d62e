package com.atomiton.events.codec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first frame on a connection, by the end that opened it.
 *
 * @param protocol the highest version of the protocol that the sender speaks
 * @param role the sender's role, as in {@code renderer}
 * @param instance the sender's id, new with each start of its process
 * @param name the sender's {@code atomiton.events.name}; {@code null} if it has none
 * @param epoch the start time of the sender's process in milliseconds since 1970; it grows with every restart
 * @param session the secret token by which a session is taken up again after a cut; {@code null} to begin one
 * @param received the highest number received from the other end so far; 0 for none
 * @param from the number of the oldest frame that the sender still holds, or of the one it will send next
 * @param codecs the names of the codecs that the sender has, the preferred one first
 * @param maxFrame the largest frame that the sender takes, in bytes, counted as the length field counts
 * @param alive the path of the lock file that the sender holds as long as its process lives; {@code null} if none
 * @param contract no longer used: fingerprints travel in a {@link Contract}
 * @param contractCheck {@code warn} or {@code fail}, {@code atomiton.events.contract-check}: the sender takes and answers a
 *     {@link Contract}; {@code null} if it does not
 * @param retention for how many milliseconds the sender wants its session to be kept while it has no connection and its
 *     end cannot be proven; {@code null} if it does not say
 */
public record Hello(
        int protocol,
        String role,
        String instance,
        @Nullable String name,
        long epoch,
        @Nullable String session,
        long received,
        long from,
        List<String> codecs,
        int maxFrame,
        @Nullable String alive,
        Map<String, String> contract,
        @Nullable String contractCheck,
        @Nullable Long retention) {

    /** The least {@code maxFrame}: as much as a frame may have before the handshake is over. */
    public static final int LEAST_MAX_FRAME = 64 * 1024;

    /** Takes copies; absent lists and maps are empty. */
    public Hello {
        if (retention != null && retention < 0) {
            throw new IllegalArgumentException("'retention' must not be negative, but was " + retention);
        }
        Objects.requireNonNull(role, "'role' is missing");
        Objects.requireNonNull(instance, "'instance' is missing");
        ControlBodies.requireUsable(received, from, maxFrame);
        codecs = ControlBodies.copy(codecs);
        contract = ControlBodies.copy(contract);
    }

    /** Without the session's token, which is a secret. */
    @Override
    public String toString() {
        return "Hello[protocol=" + protocol + ", role=" + role + ", instance=" + instance + ", name=" + name
                + ", epoch=" + epoch + ", received=" + received + ", from=" + from + ", codecs=" + codecs + "]";
    }
}
