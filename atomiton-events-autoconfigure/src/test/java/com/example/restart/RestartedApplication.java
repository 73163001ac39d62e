package com.example.restart;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Main and renderer, started and closed; its class loader is another one each time, as with devtools. */
public class RestartedApplication implements Callable<String> {

    @EventName(value = "restart:execute", key = "blueprintId")
    record Execute(String blueprintId) {}

    @EventName("restart:done")
    record Done(String blueprintId) {}

    record Result(String text) {}

    @Override
    public String call() throws Exception {
        CompletableFuture<Done> done = new CompletableFuture<>();
        try (ConfigurableApplicationContext main = start("main", Handler.class);
                ConfigurableApplicationContext renderer = start("renderer")) {
            EventBus bus = renderer.getBean(EventBus.class);
            bus.on(Done.class, done::complete);
            bus.emit(new Execute("emitted"));
            done.get(20, TimeUnit.SECONDS);
            return bus.request(new Execute("asked"), Result.class)
                            .get(20, TimeUnit.SECONDS)
                            .text()
                    + " by "
                    + main.getBean(EventBus.class).role();
        }
    }

    private static ConfigurableApplicationContext start(String role, Class<?>... beans) {
        return new SpringApplicationBuilder(Application.class)
                .sources(beans)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .run("--atomiton.events.role=" + role);
    }

    @ImportAutoConfiguration({JacksonAutoConfiguration.class, ConductorAutoConfiguration.class})
    @Configuration(proxyBeanMethods = false)
    static class Application {}

    static class Handler {

        private final EventBus bus;

        Handler(EventBus bus) {
            this.bus = bus;
        }

        @ConductorListener(condition = "#root.payload.blueprintId != ''")
        Result execute(Execute execute, RequestContext context) {
            return new Result(execute.blueprintId());
        }

        @ConductorListener
        void executed(Execute execute) {
            bus.emit(new Done(execute.blueprintId()));
        }
    }
}
