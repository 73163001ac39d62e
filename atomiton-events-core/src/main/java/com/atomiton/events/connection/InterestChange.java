package com.atomiton.events.connection;

import com.atomiton.events.codec.Interest;
import java.util.List;
import java.util.function.Predicate;

/**
 * What has changed in what a peer listens to and answers, by what it said.
 *
 * @param change what it did not want before, and what it wants no more
 * @param isFirst whether it was not known before what the peer wants
 * @param newlyWants whether the peer wants events of a name and did not before; only until the next change
 */
public record InterestChange(Interest change, boolean isFirst, Predicate<String> newlyWants) {

    /** What it takes to get from one interest to another. */
    public static InterestChange between(PeerInterest before, PeerInterest now, boolean isFirst) {
        return between(before, before, now, isFirst);
    }

    /**
     * What it takes to get from one interest to another.
     *
     * @param kept what of the former has never been left: an event that only the rest of it matched is wanted anew
     */
    static InterestChange between(PeerInterest before, PeerInterest kept, PeerInterest now, boolean isFirst) {
        List<String> unlistens = before.whole().listens().stream()
                .filter(text -> !now.listensTo(text) || !kept.listensTo(text))
                .toList();
        Interest change = new Interest(
                now.listensUnlike(kept), now.handlesUnlike(before), unlistens, before.handlesUnlike(now), null);
        return new InterestChange(change, isFirst, name -> now.wants(name) && !kept.wants(name));
    }

    /** Whether the peer wants events that it did not want before. */
    public boolean wantsMore() {
        return !change.listens().isEmpty();
    }

    /** Whether there may be events that were wanted, or might have been, and are not any more. */
    public boolean wantsLess() {
        return isFirst || !change.unlistens().isEmpty();
    }

    /** Whether the peer answers other requests than was known. */
    public boolean answersOthers() {
        return isFirst || !change.handles().isEmpty() || !change.unhandles().isEmpty();
    }

    /** Whether everything is as it was. */
    public boolean isNothing() {
        return change.equals(new Interest(List.of(), List.of()));
    }
}
