package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import java.util.List;

/**
 * What this process says of itself in the handshake.
 *
 * @param self its id, name and role
 * @param epoch when it started, in milliseconds since 1970: grows with every restart
 * @param codecs the names of the payload codecs it has, the one it likes best first; {@code json} is among them
 */
public record LocalProcess(Peer self, long epoch, List<String> codecs) {}
