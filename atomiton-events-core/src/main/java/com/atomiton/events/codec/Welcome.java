package com.atomiton.events.codec;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link Hello} that is accepted.
 *
 * @param protocol the version of the protocol that both ends use from here on
 * @param instance the sender's id, new with each start of its process
 * @param name the sender's {@code atomiton.events.name}; {@code null} if it has none
 * @param epoch the start time of the sender's process in milliseconds since 1970; it grows with every restart
 * @param session the secret token by which this session is taken up again after a cut
 * @param resumed whether the session that the other end named is taken up again; otherwise it is a new one
 * @param received the highest number received from the other end so far; 0 for none
 * @param from the number of the oldest frame that the sender still holds, or of the one it will send next
 * @param codec the name of the codec for all payloads of this connection
 * @param maxFrame the largest frame that the sender takes, in bytes, counted as the length field counts
 * @param alive the path of the lock file that the sender holds as long as its process lives; {@code null} if none
 * @param contract no longer used: fingerprints travel in a {@link Contract}
 * @param contractCheck {@code warn} or {@code fail}, {@code atomiton.events.contract-check}: the sender takes and answers a
 *     {@link Contract}; {@code null} if it does not
 */
public record Welcome(
        int protocol,
        String instance,
        @Nullable String name,
        long epoch,
        String session,
        boolean resumed,
        long received,
        long from,
        String codec,
        int maxFrame,
        @Nullable String alive,
        Map<String, String> contract,
        @Nullable String contractCheck) {

    /** Takes a copy; an absent map is empty. */
    public Welcome {
        Objects.requireNonNull(instance, "'instance' is missing");
        Objects.requireNonNull(session, "'session' is missing");
        Objects.requireNonNull(codec, "'codec' is missing");
        ControlBodies.requireUsable(received, from, maxFrame);
        contract = ControlBodies.copy(contract);
    }

    /** Without the session's token, which is a secret. */
    @Override
    public String toString() {
        return "Welcome[protocol=" + protocol + ", instance=" + instance + ", name=" + name + ", epoch=" + epoch
                + ", resumed=" + resumed + ", received=" + received + ", from=" + from + ", codec=" + codec + "]";
    }
}
