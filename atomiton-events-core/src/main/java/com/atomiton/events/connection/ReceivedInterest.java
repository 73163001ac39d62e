package com.atomiton.events.connection;

import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.NamePattern;
import com.atomiton.events.protocol.ProtocolException;
import java.util.HashSet;
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

    /** What the peer has left of what it listened to, which it may not have been able to say before. */
    private final Set<String> left = new HashSet<>();

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
        if (!session.unconsumed().interestTakes(said.memory())) {
            throw new ProtocolException("its interest takes about " + said.memory()
                    + " bytes of memory, and there is none left (atomiton.events.max-memory)");
        }
        if (whole) {
            return change;
        }
        PeerInterest before = session.interest();
        part.unlistens().stream().filter(before::listensTo).forEach(left::add);
        if (part.hasMore()) {
            return null;
        }
        whole = true;
        InterestChange all = InterestChange.between(before, before.without(left), said, !session.isInterestKnown());
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
