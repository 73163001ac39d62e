package com.atomiton.events.connection;

import static com.atomiton.events.protocol.FrameType.INTEREST;
import static com.atomiton.events.protocol.FrameType.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.ProtocolException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedInterestTests {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(TIME, TIME, TIME, 2, TIME, TIME, TIME, 1, 1, 10, 1_000, Long.MAX_VALUE, TIME);

    private final PeerSession session = new PeerSession(new Peer("1", null, ProcessRole.RENDERER), "", null, SETTINGS);
    private final ReceivedInterest received = new ReceivedInterest(new InterestLimits(3, 2));

    @Test
    void aReadyThatSaysAllIsAllThatIsNeeded() {
        InterestChange change = received.take(READY, listens("a", "b:*"), session);

        assertThat(session.isInterestKnown()).isTrue();
        assertThat(session.interest().listens()).containsExactly("a", "b:*");
        assertThat(change.isFirst()).isTrue();
        assertThat(change.wantsMore()).isTrue();
        assertThat(change.wantsLess()).isTrue();
        assertThat(change.answersOthers()).isTrue();
    }

    @Test
    void untilTheLastPartWhatHeldBeforeHolds() {
        received.take(READY, listens("old", "both"), session);
        ReceivedInterest next = new ReceivedInterest(InterestLimits.PROTOCOL);

        assertThat(next.take(READY, more("both"), session)).isNull();
        assertThat(next.take(INTEREST, more("new"), session)).isNull();
        assertThat(session.interest().listens()).containsExactly("both", "old");

        InterestChange change = next.take(INTEREST, listens("last"), session);
        assertThat(session.interest().listens()).containsExactly("both", "last", "new");
        assertThat(change.isFirst()).isFalse();
        assertThat(change.change().listens()).containsExactlyInAnyOrder("last", "new");
        assertThat(change.change().unlistens()).containsExactly("old");
        assertThat(change.newlyWants()).accepts("last", "new").rejects("both", "old");
    }

    @Test
    void anEventIsWantedAnewIfAllThatMatchedItBeforeHasBeenLeft() {
        received.take(READY, listens("a:1", "a:2", "a:*"), session);
        ReceivedInterest next = new ReceivedInterest(InterestLimits.PROTOCOL);

        InterestChange change = next.take(
                READY,
                new Interest(List.of("a:2", "a:**"), List.of(), List.of("a:1", "a:*"), List.of(), null),
                session);

        assertThat(change.newlyWants()).accepts("a:1", "a:3").rejects("a:2");
        assertThat(change.change().listens()).containsExactly("a:**");
        assertThat(change.change().unlistens()).containsExactlyInAnyOrder("a:1", "a:*");
    }

    @Test
    void partsAreTakenInTheirOrder() {
        received.take(READY, more("a", "b"), session);
        received.take(INTEREST, new Interest(List.of("c"), List.of(), List.of("a"), List.of(), true), session);
        received.take(INTEREST, new Interest(List.of("a"), List.of(), List.of("c", "b"), List.of(), null), session);

        assertThat(session.interest().listens()).containsExactly("a");
    }

    @Test
    void aChangeIsOnlyWhatIsDifferentThen() {
        received.take(READY, listens("a", "b"), session);

        InterestChange nothing = received.take(
                INTEREST, new Interest(List.of("a"), List.of(), List.of("unknown"), List.of("unknown"), null), session);
        InterestChange more = received.take(INTEREST, listens("c", "c"), session);
        InterestChange less = received.take(
                INTEREST, new Interest(List.of(), List.of(), List.of("a", "a"), List.of(), null), session);

        assertThat(nothing.isNothing()).isTrue();
        assertThat(more.change().listens()).containsExactly("c");
        assertThat(more.wantsLess()).isFalse();
        assertThat(more.answersOthers()).isFalse();
        assertThat(less.wantsMore()).isFalse();
        assertThat(less.wantsLess()).isTrue();
        assertThat(session.interest().listens()).containsExactly("b", "c");
    }

    @Test
    void whatWentAndCameAgainIsNewlyWantedUnlessAPatternWantedIt() {
        received.take(READY, listens("a", "b", "b*"), session);

        InterestChange change = received.take(
                INTEREST, new Interest(List.of("a", "b"), List.of(), List.of("a", "b"), List.of(), null), session);

        assertThat(change.newlyWants()).accepts("a").rejects("b");
    }

    @Test
    void whatANewPatternMatchesIsNewlyWantedUnlessItsNameWas() {
        received.take(READY, listens("a:b"), session);

        InterestChange change = received.take(INTEREST, listens("a:*"), session);

        assertThat(change.newlyWants()).accepts("a:c").rejects("a:b", "c");
    }

    @Test
    void moreThanIsAllowedIsRefusedAndChangesNothing() {
        received.take(READY, new Interest(List.of("a", "a:*"), List.of("b", "c")), session);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> received.take(INTEREST, listens("d"), session))
                .withMessage("more than 3 names of events and requests in the interest");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> received.take(INTEREST, listens("b:*", "c:*"), session))
                .withMessage("more than 2 patterns in the interest");
        assertThat(session.interest().listens()).containsExactly("a", "a:*");
    }

    @Test
    void whatNeverWasMakesNoRoom() {
        received.take(READY, listens("a", "b", "c"), session);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> received.take(
                        INTEREST,
                        new Interest(List.of("d"), List.of(), List.of("x", "y"), List.of("z"), null),
                        session));
        received.take(INTEREST, new Interest(List.of("d"), List.of(), List.of("a", "a"), List.of(), null), session);
        assertThat(session.interest().listens()).containsExactly("b", "c", "d");
    }

    @Test
    void partsAreCountedToo() {
        received.take(READY, more("a", "b"), session);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> received.take(INTEREST, more("c", "d"), session));
    }

    @Test
    void aNameThatIsNoNamesLengthIsRefused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> received.take(READY, listens("x".repeat(201)), session))
                .withMessage("a name of 201 characters; allowed are 200");
    }

    @Test
    void readyComesOnceAndFirst() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> received.take(INTEREST, listens(), session))
                .withMessage("INTEREST came before READY");
        received.take(READY, listens(), session);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> received.take(READY, listens(), session))
                .withMessage("READY came twice");
    }

    private static Interest listens(String... texts) {
        return new Interest(List.of(texts), List.of());
    }

    private static Interest more(String... texts) {
        return new Interest(List.of(texts), Collections.emptyList(), List.of(), List.of(), true);
    }
}
