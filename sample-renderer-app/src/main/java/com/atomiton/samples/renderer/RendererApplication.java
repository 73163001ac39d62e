package com.atomiton.samples.renderer;

import com.atomiton.events.EventBus;
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
        ConfigurableApplicationContext context = SpringApplication.run(RendererApplication.class, args);
        if (arguments.blueprint().isEmpty()) {
            context.getBean(Editor.class).start();
            return;
        }
        int exitCode = new ConsoleRunner(
                        context.getBean(EventBus.class), context.getBean(BlueprintClient.class), output)
                .run(arguments.blueprint().get(), arguments.input().orElse(null));
        System.exit(SpringApplication.exit(context, () -> exitCode));
    }
}
