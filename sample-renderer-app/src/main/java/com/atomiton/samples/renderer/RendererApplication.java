package com.atomiton.samples.renderer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the editor's side. */
@SpringBootApplication
public class RendererApplication {

    public static void main(String[] args) {
        SpringApplication.run(RendererApplication.class, args);
    }
}
