package com.atomiton.events.cli;

import com.atomiton.events.EmitResult;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Emits one event to main. */
@Command(name = "emit", description = "Emits an event to main.", mixinStandardHelpOptions = true)
final class EmitCommand extends BusCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "the event's name")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "JSON",
            arity = "0..1",
            description = "its payload; default: ${DEFAULT-VALUE}",
            defaultValue = "{}")
    private String json = "{}";

    @Override
    int run(MainConnection main) {
        EmitResult result = main.bus().emit(name, Output.payload(json));
        if (isJson()) {
            out().println(Output.json(Map.of("result", result)));
        } else if (result == EmitResult.ACCEPTED) {
            out().println("main listens to it");
        } else {
            err().println("Main does not listen to '" + name + "'");
        }
        return result == EmitResult.ACCEPTED ? ConductorCommand.OK : ConductorCommand.FAILED;
    }
}
