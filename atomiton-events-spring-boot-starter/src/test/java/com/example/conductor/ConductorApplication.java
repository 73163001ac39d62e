package com.example.conductor;

import com.atomiton.events.EventName;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

@SpringBootApplication
public class ConductorApplication {

    @EventName("editor:opened")
    record Opened(String blueprintId) {}

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    record Progress(int percent) {}

    record Result(String text) {}

    @Component
    static class Conductor {

        @ConductorListener
        void opened(Opened opened, Peer editor) {
            System.out.println(editor + " has opened " + opened.blueprintId());
        }

        @ConductorListener
        Result execute(Execute execute, RequestContext context) {
            context.progress(new Progress(50));
            return new Result(execute.blueprintId() + " has run");
        }
    }

    public static void main(String[] args) {
        SpringApplication.run(ConductorApplication.class, args);
    }
}
