package com.example;

import com.atomiton.events.*;
import com.atomiton.events.annotation.ConductorListener;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Conductor {

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    record Progress(int percent) {}

    record Result(String text) {}

    @ConductorListener
    Result execute(Execute execute, RequestContext context) {
        context.progress(new Progress(50));
        return new Result(execute.blueprintId() + " has run");
    }

    public static void main(String[] args) {
        SpringApplication.run(Conductor.class, args);
    }
}
