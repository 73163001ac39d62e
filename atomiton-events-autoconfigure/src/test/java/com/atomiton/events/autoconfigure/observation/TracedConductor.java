package com.atomiton.events.autoconfigure.observation;

import com.atomiton.events.EventContext;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.autoconfigure.observation.TraceIntegrationTests.Answer;
import com.atomiton.events.autoconfigure.observation.TraceIntegrationTests.Ask;
import com.atomiton.events.autoconfigure.observation.TraceIntegrationTests.Heard;
import com.atomiton.events.autoconfigure.observation.TraceIntegrationTests.Step;
import com.atomiton.events.autoconfigure.observation.TraceIntegrationTests.Told;
import io.micrometer.tracing.Tracer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The main process of {@link TraceIntegrationTests}: says which trace it is in. Ends when its standard input does. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TracedConductor {

    private TracedConductor() {}

    public static void main(String[] arguments) throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(TracedConductor.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            int end = System.in.read();
            assert end < 0 && context.isRunning();
        }
    }

    @Bean
    static Listeners listeners(Tracer tracer) {
        return new Listeners(tracer);
    }

    static final class Listeners {

        private final Tracer tracer;

        Listeners(Tracer tracer) {
            this.tracer = tracer;
        }

        @ConductorListener
        Heard told(Told told, EventContext context) {
            return new Heard(traceId(tracer), context.headers());
        }

        @ConductorListener
        Answer asked(Ask ask, RequestContext context) {
            context.progress(new Step(traceId(tracer)));
            return new Answer(traceId(tracer), context.headers());
        }
    }

    static String traceId(Tracer tracer) {
        var span = tracer.currentSpan();
        return span == null ? "none" : span.context().traceId();
    }
}
