package com.atomiton.samples.renderer;

import com.atomiton.events.EventBus;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the editor's side. With {@code --run NAME [--input JSON]} it runs one blueprint, prints what happens and exits
 * with 0 if it completed and 1 if not; else it stays up.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class RendererApplication {

    public static void main(String[] args) {
        ConsoleOutput output = new ConsoleOutput(System.out);
        RunArguments arguments;
        try {
            arguments = RunArguments.of(args);
        } catch (IllegalArgumentException invalid) {
            output.error("IllegalArgumentException", String.valueOf(invalid.getMessage()));
            System.exit(1);
            return;
        }
        if (arguments.blueprint().isEmpty()) {
            SpringApplication application = new SpringApplication(RendererApplication.class);
            application.setAdditionalProfiles(Editor.PROFILE);
            application.run(args).getBean(Editor.class).start();
        } else {
            System.exit(run(arguments.blueprint().get(), arguments.input().orElse(null), output, args));
        }
    }

    private static int run(String blueprint, @Nullable String input, ConsoleOutput output, String... args) {
        ConfigurableApplicationContext context;
        try {
            context = SpringApplication.run(RendererApplication.class, args);
        } catch (RuntimeException failed) {
            output.error(failed.getClass().getSimpleName(), String.valueOf(failed.getMessage()));
            return 1;
        }
        int exitCode = new ConsoleRunner(
                        context.getBean(EventBus.class), context.getBean(BlueprintClient.class), output)
                .run(blueprint, input);
        return SpringApplication.exit(context, () -> exitCode);
    }
}
