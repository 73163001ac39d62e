package com.atomiton.events.cli;

import com.atomiton.events.EmitResult;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Emits one event to main. */
@Command(name = "emit", description = "Emits an event to main.", mixinStandardHelpOptions = true)
final class EmitCommand extends BusCommand {

    @Mixin
    private NamedPayload sent = new NamedPayload();

    @Override
    int run(MainConnection main) {
        EmitResult result = main.bus().emit(sent.name(), sent.payload());
        if (isJson()) {
            out().println(Output.json(Map.of("result", result)));
        } else if (result == EmitResult.ACCEPTED) {
            out().println("main listens to it");
        } else {
            err().println("Main does not listen to '" + sent.name() + "'");
        }
        return result == EmitResult.ACCEPTED ? ConductorCommand.OK : ConductorCommand.FAILED;
    }
}
