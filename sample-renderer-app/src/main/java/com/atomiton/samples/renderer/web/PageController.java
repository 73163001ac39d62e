package com.atomiton.samples.renderer.web;

import com.atomiton.samples.contract.BlueprintList;
import com.atomiton.samples.renderer.BlueprintClient;
import com.atomiton.samples.renderer.inspector.Inspector;
import com.atomiton.samples.renderer.page.Pages;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What a page reads when it opens. */
@RestController
@RequestMapping("/api")
class PageController {

    private final Pages pages;
    private final Inspector inspector;
    private final BlueprintClient client;

    PageController(Pages pages, Inspector inspector, BlueprintClient client) {
        this.pages = pages;
        this.inspector = inspector;
        this.client = client;
    }

    /** The messages to the page, as arrays of them. */
    @GetMapping(path = "/messages", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter messages() {
        return pages.open();
    }

    /** What passes the bus, while the page keeps the stream open. */
    @GetMapping(path = "/inspector", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter inspector() {
        return inspector.open();
    }

    /** Asks the conductor. */
    @GetMapping("/blueprints")
    CompletableFuture<BlueprintList> blueprints() {
        return client.blueprints();
    }
}
