package com.example.editor;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.RequestOptions;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class EditorApplication {

    @EventName("editor:opened")
    record Opened(String blueprintId) {}

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    record Progress(int percent) {}

    record Result(String text) {}

    @Bean
    ApplicationRunner run(EventBus bus) {
        return arguments -> {
            bus.emit(new Opened("hello-world"));

            RequestOptions options = RequestOptions.defaults()
                    .onProgress(Progress.class, progress -> System.out.println(progress.percent() + " %"));
            bus.request(new Execute("hello-world"), Result.class, options)
                    .whenComplete((result, failure) -> System.out.println(failure == null ? result.text() : failure));
        };
    }

    public static void main(String[] args) {
        SpringApplication.run(EditorApplication.class, args);
    }
}
