package com.atomiton.events.test.slice;

import static com.atomiton.events.test.EventAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import com.atomiton.events.EventBus;
import com.atomiton.events.test.RecordingEventBus;
import com.atomiton.events.test.autoconfigure.AutoConfigureConductor;
import com.atomiton.events.test.autoconfigure.ConductorTest;
import com.atomiton.events.test.slice.SliceComponents.Archive;
import com.atomiton.events.test.slice.SliceComponents.Clock;
import com.atomiton.events.test.slice.SliceComponents.Execute;
import com.atomiton.events.test.slice.SliceComponents.Result;
import com.atomiton.events.test.slice.SliceComponents.Runner;
import com.atomiton.events.test.slice.SliceComponents.WallClock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The slice, and the whole application with a recording bus. */
class ConductorTestTests {

    @Nested
    @ConductorTest
    class RunnerTests {

        @Autowired
        private RecordingEventBus bus;

        @MockitoBean
        private Clock clock;

        @Test
        void aRunEmitsItsResult() {
            given(clock.time()).willReturn("midnight");

            bus.fire(new Execute("hello-world"));

            assertThat(bus).hasEmittedExactly(new Result("hello-world has run at midnight"));
        }
    }

    @Nested
    @ConductorTest
    class Slice {

        @Autowired
        private RecordingEventBus bus;

        @MockitoBean
        private Clock clock;

        /** Twice in one context: the second sees nothing of the first. */
        @RepeatedTest(2)
        void eachTestBeginsWithAnEmptyRecord() {
            assertThat(bus).hasEmittedNothing();

            bus.fire(new Execute("hello-world"));

            assertThat(bus).hasEmittedTimes(1, Result.class);
        }

        @Test
        void onlyTheListenersAndTheBusAreThere(@Autowired ApplicationContext context) {
            assertThat(context.getBean(EventBus.class)).isSameAs(bus);
            assertThat(context.getBeansOfType(Archive.class)).hasSize(1);
            assertThat(context.getBeansOfType(WallClock.class)).isEmpty();
            assertThat(context.containsBean("jacksonJsonMapper")).isFalse();
        }
    }

    @Nested
    @ConductorTest(Archive.class)
    class OneListener {

        @Test
        void theOthersAreLeftOut(@Autowired ApplicationContext context, @Autowired RecordingEventBus bus) {
            assertThat(context.getBeansOfType(Runner.class)).isEmpty();

            bus.fire(new Result("done"));

            assertThat(context.getBean(Archive.class).results()).isEqualTo(1);
        }
    }

    @Nested
    @SpringBootTest
    @AutoConfigureConductor
    class WholeApplication {

        @Test
        void theRecordingBusIsInThePlaceOfTheRealOne(@Autowired RecordingEventBus bus) {
            bus.fire(new Execute("hello-world"));

            assertThat(bus).hasEmitted(new Result("hello-world has run at noon"));
        }
    }
}
