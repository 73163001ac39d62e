package com.atomiton.events.cloudstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Destination.Kind;
import com.atomiton.events.engine.EngineRecordRefusedException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DestinationNamesTests {

    private final DestinationNames names = new DestinationNames("atomiton", "default");

    @Test
    void anEventsColonIsADotAtTheBroker() {
        assertThat(names.of(Destination.mains("conductor:progress")))
                .isEqualTo("atomiton.default.main.conductor.progress");
        assertThat(names.of(Destination.renderers("a.b_c-d"))).isEqualTo("atomiton.default.renderer.a-.b-uc--d");
        assertThat(names.of(Destination.process("Jörg/1"))).isEqualTo("atomiton.default.process.J-xf6-rg-x2f-1");
        assertThat(names.of(Destination.PRESENCE)).isEqualTo("atomiton.default.presence");
    }

    @Test
    void aNameThatIsTooLongIsRefusedWithBothLengths() {
        String event = "e".repeat(200);
        assertThat(names.of(Destination.renderers(event))).hasSize(226);
        String dashes = "-".repeat(200);
        assertThatExceptionOfType(EngineRecordRefusedException.class)
                .isThrownBy(() -> names.of(Destination.mains(dashes)))
                .withMessageContaining(dashes)
                .withMessageContaining("422 characters of at most 249")
                .withMessageContaining("atomiton.events.cloud-stream.prefix");
    }

    @Test
    void aPrefixThatABrokerWouldRefuseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DestinationNames("my app", "default"))
                .withMessageContaining("'my app'");
    }

    @Property
    void differentDestinationsOfDifferentNamespacesHaveDifferentNames(
            @ForAll("places") Place one, @ForAll("places") Place other) {
        assertThat(one.equals(other)).isEqualTo(one.name().equals(other.name()));
        assertThat(one.name()).matches("[A-Za-z0-9.-]+");
    }

    @Provide
    Arbitrary<Place> places() {
        Arbitrary<String> text = Arbitraries.strings().withChars("ab.:_-xu0/ö").ofMaxLength(4);
        Arbitrary<Destination> destinations =
                Combinators.combine(Arbitraries.of(Kind.class), text).as(Destination::new);
        return Combinators.combine(text, destinations).as(Place::new);
    }

    record Place(String namespace, Destination destination) {

        String name() {
            return new DestinationNames("p", namespace).of(destination);
        }
    }
}
