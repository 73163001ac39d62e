package com.atomiton.events.connection;

import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.NamePattern;
import com.atomiton.events.protocol.ProtocolException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the peer at the other end of a connection says of its interest: all of it in READY and as many INTERESTs as say
 * that there is more, then changes. Until all is there, what the peer said on an earlier connection holds. Only the
 * transport's thread uses it.
 */
final class ReceivedInterest {

    private final InterestLimits limits;
    private final PeerInterest said = new PeerInterest();

    /** What the peer has left and listens to again, which it may not have been able to say before. */
    private final PeerInterest again = new PeerInterest();

    private boolean begun;
    private boolean whole;

    ReceivedInterest(InterestLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes an announcement; the session has its interest afterwards.
     *
     * @return what has changed; {@code null} if more belongs to it
     * @throws ProtocolException if it cannot come now, or the peer wants more than it may
     */
    @Nullable
    InterestChange take(FrameType type, Interest part, PeerSession session) {
        if ((type == FrameType.READY) == begun) {
            throw new ProtocolException(begun ? "READY came twice" : type + " came before READY");
        }
        begun = true;
        part.listens().forEach(ReceivedInterest::requireShort);
        part.handles().forEach(ReceivedInterest::requireShort);
        InterestChange change = said.apply(part, limits);
        if (whole) {
            return change;
        }
        again.apply(
                new Interest(
                        part.listens().stream()
                                .filter(Set.copyOf(part.unlistens())::contains)
                                .toList(),
                        List.of()),
                limits);
        if (part.hasMore()) {
            return null;
        }
        whole = true;
        InterestChange all = InterestChange.between(session.interest(), said, again, !session.isInterestKnown());
        session.interest(said);
        return all;
    }

    private static void requireShort(String text) {
        if (text.length() > NamePattern.MAX_LENGTH) {
            throw new ProtocolException(
                    "a name of " + text.length() + " characters; allowed are " + NamePattern.MAX_LENGTH);
        }
    }
}
