package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PendingInterestTests {

    private static final int LARGE = 8 * 1024 * 1024;

    private final ControlCodec codec = new ControlCodec();
    private final PendingInterest pending = new PendingInterest(codec, () -> {});

    @Test
    void whatFitsIsOneReady() {
        pending.begin(new Interest(List.of("a", "b:*"), List.of("ask")), new LeftNames(), () -> 7);

        assertThat(frames(LARGE)).singleElement().satisfies(frame -> {
            assertThat(frame.type()).isEqualTo(FrameType.READY);
            assertThat(frame.body())
                    .asString()
                    .isEqualTo("{\"listens\":[\"a\",\"b:*\"],\"handles\":[\"ask\"],\"received\":7}");
        });
    }

    @Test
    void nothingIsAReadyToo() {
        pending.begin(new Interest(List.of(), List.of()), new LeftNames(), () -> 7);

        assertThat(frames(LARGE)).extracting(Frame::type).containsExactly(FrameType.READY);
        assertThat(pending.next(LARGE)).isNull();
    }

    @Test
    void whatDoesNotFitIntoAFrameOfThePeerComesInPartsOfWhichTheLastIsKnown() {
        List<String> names = names(100, 150);
        pending.begin(new Interest(names, List.of("ask")), new LeftNames(), () -> 7);

        List<Frame> frames = frames(1_000);

        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.body().length + 2).isLessThanOrEqualTo(1_000));
        assertThat(frames.get(0).type()).isEqualTo(FrameType.READY);
        assertThat(frames.subList(1, frames.size())).extracting(Frame::type).containsOnly(FrameType.INTEREST);
        assertThat(frames.subList(0, frames.size() - 1))
                .allMatch(frame -> read(frame).hasMore());
        assertThat(read(frames.get(frames.size() - 1)).hasMore()).isFalse();
        assertThat(listens(frames)).containsExactlyElementsOf(names);
        assertThat(read(frames.get(frames.size() - 1)).handles()).containsExactly("ask");
    }

    @Test
    void noFrameKeepsAMessageWaitingForLongThoughThePeerTakesLargerOnes() {
        pending.begin(new Interest(names(5_700, 180), List.of()), new LeftNames(), () -> 7);

        assertThat(frames(LARGE))
                .hasSizeGreaterThan(30)
                .allSatisfy(frame -> assertThat(frame.body()).hasSizeLessThan(40_000));
    }

    @Test
    void aPeerThatTakesNextToNothingIsToldNameByName() {
        pending.begin(new Interest(names(10, 20), List.of()), new LeftNames(), () -> 7);

        assertThat(listens(frames(1))).hasSize(10);
    }

    @Test
    void changesThatWaitForTheWriterGoTogether() {
        pending.begin(new Interest(List.of(), List.of()), new LeftNames(), () -> 7);
        frames(LARGE);
        names(1_000, 10).forEach(name -> pending.add(new Interest(List.of(name), List.of())));

        assertThat(frames(LARGE)).singleElement().satisfies(frame -> {
            assertThat(frame.type()).isEqualTo(FrameType.INTEREST);
            assertThat(read(frame).listens()).hasSize(1_000);
            assertThat(read(frame).hasMore()).isFalse();
        });
    }

    @Test
    void aChangeBeforeTheWholeIsNotTold() {
        pending.add(new Interest(List.of("a"), List.of()));
        assertThat(pending.next(LARGE)).isNull();

        pending.begin(new Interest(List.of("a"), List.of()), new LeftNames(), () -> 7);

        assertThat(listens(frames(LARGE))).containsExactly("a");
    }

    @Test
    void aChangeBetweenThePartsComesAfterThemAndBelongsToTheWhole() {
        pending.begin(new Interest(names(10, 100), List.of()), new LeftNames(), () -> 7);
        Frame ready = pending.next(400);
        pending.add(new Interest(List.of("later"), List.of(), read(ready).listens(), List.of(), null));

        List<Frame> others = frames(400);

        Interest last = read(others.get(others.size() - 1));
        assertThat(last.hasMore()).isFalse();
        assertThat(last.listens()).containsExactly("later");
        assertThat(others.stream().flatMap(frame -> read(frame).unlistens().stream()))
                .containsExactlyElementsOf(read(ready).listens());
    }

    @Test
    void whatCameAndWentBeforeItWasToldIsNotTold() {
        pending.begin(new Interest(List.of(), List.of()), new LeftNames(), () -> 7);
        frames(LARGE);
        pending.add(new Interest(List.of("a"), List.of("b")));
        pending.add(new Interest(List.of(), List.of(), List.of("a"), List.of("b"), null));

        assertThat(pending.next(LARGE)).isNull();
    }

    @Test
    void whatWentAndCameAgainBeforeThePeerWasToldAnythingIsToldAsBoth() {
        pending.begin(new Interest(List.of("a", "b"), List.of()), new LeftNames(), () -> 7);
        pending.add(new Interest(List.of(), List.of(), List.of("a"), List.of(), null));
        pending.add(new Interest(List.of("a"), List.of()));

        Interest ready = read(frames(LARGE).get(0));
        assertThat(ready.listens()).containsExactly("b", "a");
        assertThat(ready.unlistens()).containsExactly("a");
    }

    @Test
    void whatWentAndCameAgainIsToldAsBoth() {
        pending.begin(new Interest(List.of("a"), List.of("b")), new LeftNames(), () -> 7);
        frames(LARGE);
        Interest gone = new Interest(List.of(), List.of(), List.of("a"), List.of("b"), null);
        Interest back = new Interest(List.of("a"), List.of("b"));
        Stream.of(gone, back, gone, back).forEach(pending::add);

        assertThat(frames(LARGE))
                .extracting(this::read)
                .containsExactly(new Interest(List.of("a"), List.of("b"), List.of("a"), List.of("b"), null, 7L));
    }

    private List<Frame> frames(int maxFrame) {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = pending.next(maxFrame); frame != null; frame = pending.next(maxFrame)) {
            frames.add(frame);
        }
        return frames;
    }

    private List<String> listens(List<Frame> frames) {
        return frames.stream().flatMap(frame -> read(frame).listens().stream()).toList();
    }

    private Interest read(Frame frame) {
        return codec.read(frame.body(), Interest.class);
    }

    private static List<String> names(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> ("n" + i + ":").concat("x".repeat(length)).substring(0, length))
                .toList();
    }
}
