package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import java.util.List;

/**
 * What this process says of itself in the handshake.
 *
 * @param self its id, name and role
 * @param epoch when it started, in milliseconds since 1970: grows with every restart
 * @param codecs the names of the payload codecs it has, the one it likes best first; {@code json} is among them
 * @param contract how it compares its events with those of its peers
 */
public record LocalProcess(Peer self, long epoch, List<String> codecs, ContractTerms contract) {

    /** One that does not compare its events. */
    public LocalProcess(Peer self, long epoch, List<String> codecs) {
        this(self, epoch, codecs, ContractTerms.NONE);
    }

    /** The same, with no codec but JSON. */
    public LocalProcess jsonOnly() {
        return new LocalProcess(self, epoch, List.of(PeerSession.JSON), contract);
    }
}
