package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.EventBus;
import com.atomiton.events.codec.EventCodec;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The starter brings none of the optional libraries: here everything is loaded anew from a class path without them. */
class WithoutOptionalLibrariesTests {

    private static final Pattern OPTIONAL = Pattern.compile(
            "dataformat-cbor|spring-boot-(actuator|health|micrometer|validation|test)|micrometer-(core|observation-test|tracing|registry)|brave|prometheus"
                    + "|hibernate-validator|spring-test|mockito");

    @Test
    void anApplicationStarts() throws Exception {
        assertThat(ReducedClassPath.call(OPTIONAL, Start.class)).isEqualTo("STANDALONE LOCAL");
    }

    @Test
    void theCodecAutoIsJson() throws Exception {
        assertThat(ReducedClassPath.call(OPTIONAL, Auto.class)).isEqualTo("[json]");
    }

    @Test
    void theCodecCborSaysWhatIsMissing() throws Exception {
        assertThat(ReducedClassPath.call(OPTIONAL, Cbor.class))
                .isEqualTo(
                        "'atomiton.events.codec' is cbor, but tools.jackson.dataformat:jackson-dataformat-cbor is not"
                                + " on the class path");
    }

    /** Starts an application as the starter's user does. */
    public static class Start implements Callable<String> {

        @Override
        public String call() {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .registerShutdownHook(false)
                    .run()) {
                EventBus bus = context.getBean(EventBus.class);
                return bus.role() + " " + bus.connectionState();
            }
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class Application {}

    /** What the property's default makes. */
    public static class Auto implements Callable<String> {

        @Override
        public String call() {
            return names(CodecChoice.AUTO).toString();
        }
    }

    /** What asking for CBOR makes. */
    public static class Cbor implements Callable<String> {

        @Override
        public String call() {
            try {
                return names(CodecChoice.CBOR).toString();
            } catch (MissingCodecException expected) {
                return String.valueOf(expected.getMessage());
            }
        }
    }

    private static List<String> names(CodecChoice choice) {
        ConductorProperties properties = new ConductorProperties();
        properties.setCodec(choice);
        return CodecFactory.codecs(Stream.empty(), null, properties).stream()
                .map(EventCodec::name)
                .toList();
    }
}
