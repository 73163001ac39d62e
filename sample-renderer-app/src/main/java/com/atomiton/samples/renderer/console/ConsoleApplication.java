package com.atomiton.samples.renderer.console;

import com.atomiton.events.EventBus;
import com.atomiton.samples.renderer.BlueprintClient;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * The editor without a page: runs one blueprint, prints what happens and ends. There is no web server in it.
 */
@EnableAutoConfiguration
@Import(BlueprintClient.class)
public class ConsoleApplication {

    /** Whether the command line asks for it, also if it asks wrongly. */
    public static boolean isAskedFor(String... args) {
        try {
            return RunArguments.of(args).blueprint().isPresent();
        } catch (IllegalArgumentException invalid) {
            return true;
        }
    }

    /**
     * Runs {@code --run NAME [--input JSON]}.
     *
     * @return the exit code: 0 if the blueprint completed, 1 if not
     */
    public static int run(String... args) {
        ConsoleOutput output = new ConsoleOutput(System.out);
        try {
            RunArguments arguments = RunArguments.of(args);
            return run(arguments.blueprint().orElseThrow(), arguments.input().orElse(null), output, args);
        } catch (RuntimeException failed) {
            output.error(failed.getClass().getSimpleName(), String.valueOf(failed.getMessage()));
            return 1;
        }
    }

    private static int run(String blueprint, @Nullable String input, ConsoleOutput output, String... args) {
        SpringApplication application = new SpringApplication(ConsoleApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        ConfigurableApplicationContext context = application.run(args);
        int exitCode = new ConsoleRunner(
                        context.getBean(EventBus.class), context.getBean(BlueprintClient.class), output)
                .run(blueprint, input);
        return SpringApplication.exit(context, () -> exitCode);
    }
}
