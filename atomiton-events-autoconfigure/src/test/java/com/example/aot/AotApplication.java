package com.example.aot;

import com.atomiton.events.EventName;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A conductor that is processed ahead of time. */
@SpringBootApplication
public class AotApplication {

    @EventName("aot:execute")
    record Execute(String blueprintId) {}

    record Result(String text, Shape shape) {}

    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    @EventName("aot:emitted")
    record OnlyEmitted(List<Part> parts) {}

    record Part(String name) {}

    @ConductorListener
    Result execute(Execute execute, RequestContext context) {
        return new Result(execute.blueprintId() + " has run", new Circle(2));
    }

    public static void main(String[] args) {
        SpringApplication.run(AotApplication.class, args);
    }
}
