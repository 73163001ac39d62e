package com.example;

import com.atomiton.events.*;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Editor {

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    record Progress(int percent) {}

    record Result(String text) {}

    public static void main(String[] args) {
        EventBus bus = SpringApplication.run(Editor.class, args).getBean(EventBus.class);
        Result result = bus.request(
                        new Execute("hello-world"),
                        Result.class,
                        RequestOptions.defaults()
                                .onProgress(Progress.class, progress -> System.out.println(progress.percent() + " %")))
                .join();
        System.out.println(result.text());
    }
}
