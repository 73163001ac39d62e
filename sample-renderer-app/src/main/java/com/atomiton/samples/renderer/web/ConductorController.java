package com.atomiton.samples.renderer.web;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.samples.contract.ConfigUpdate;
import com.atomiton.samples.contract.UserInteraction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the page tells the conductor. Both are plain events; what became of them is the answer. */
@RestController
@RequestMapping("/api")
class ConductorController {

    private final EventBus bus;

    ConductorController(EventBus bus) {
        this.bus = bus;
    }

    /** What became of an emitted event. */
    record Emitted(EmitResult result) {}

    /** What the user did. */
    record Interaction(String action, @Nullable String target) {}

    @PostMapping("/settings")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Emitted settings(@RequestBody ConfigUpdate update) {
        return new Emitted(bus.emit(update));
    }

    @PostMapping("/interactions")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Emitted interaction(@RequestBody Interaction interaction) {
        return new Emitted(bus.emit(new UserInteraction(interaction.action(), interaction.target(), Instant.now())));
    }
}
