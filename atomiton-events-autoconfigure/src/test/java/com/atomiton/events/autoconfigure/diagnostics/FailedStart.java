package com.atomiton.events.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.autoconfigure.ReducedClassPath;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Configuration;

/** An application that cannot start. */
final class FailedStart {

    private static final Pattern REPORT = Pattern.compile(
            "APPLICATION FAILED TO START\\R\\*+\\R\\R(.*?\\R\\RAction:\\R\\R.*?)\\R\\R", Pattern.DOTALL);

    private FailedStart() {}

    /** An application with these beans and the bus. */
    static SpringApplicationBuilder application(Class<?>... beans) {
        return new SpringApplicationBuilder(Application.class)
                .sources(beans)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false);
    }

    /** What Boot prints of why it cannot start. */
    static String report(CapturedOutput output, SpringApplicationBuilder application, String... arguments) {
        int before = output.getOut().length();
        assertThatThrownBy(() -> application.run(arguments).close()).isNotNull();
        return reportIn(output.getOut().substring(before));
    }

    private static String reportIn(String printed) {
        Matcher report = REPORT.matcher(printed);
        assertThat(report.find()).as("a report in: " + printed).isTrue();
        return report.group(1);
    }

    /** The same of an application that asks for a codec whose library is not on its class path. */
    static String reportWithoutCbor(CapturedOutput output) throws Exception {
        int before = output.getOut().length();
        assertThat(withoutCbor(AsksForCbor.class)).isEqualTo("failed");
        return reportIn(output.getOut().substring(before));
    }

    /** Whether one of the applications below starts where the library of that codec is not on the class path. */
    static String withoutCbor(Class<? extends Callable<String>> application) throws Exception {
        return ReducedClassPath.call(Pattern.compile("dataformat-cbor"), application);
    }

    /** Loaded anew, as the others. */
    public static class AsksForCbor implements Callable<String> {

        @Override
        public String call() {
            return outcome("cbor");
        }
    }

    public static class AsksForJson implements Callable<String> {

        @Override
        public String call() {
            return outcome("json");
        }
    }

    public static class AsksForWhatIsThere implements Callable<String> {

        @Override
        public String call() {
            return outcome("auto");
        }
    }

    private static String outcome(String codec) {
        try {
            application().run("--atomiton.events.codec=" + codec).close();
            return "started";
        } catch (RuntimeException expected) {
            return "failed";
        }
    }

    @ImportAutoConfiguration(ConductorAutoConfiguration.class)
    @Configuration(proxyBeanMethods = false)
    static class Application {}
}
