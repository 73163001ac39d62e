package com.atomiton.samples.renderer;

import com.atomiton.samples.renderer.console.ConsoleApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the editor's side. With {@code --run NAME [--input JSON]} it runs one blueprint, prints what happens and exits
 * with 0 if it completed and 1 if not; else it serves the editor's page until it is stopped.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class RendererApplication {

    public static void main(String[] args) {
        if (ConsoleApplication.isAskedFor(args)) {
            System.exit(ConsoleApplication.run(args));
        }
        SpringApplication.run(RendererApplication.class, args);
    }
}
