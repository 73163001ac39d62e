package com.atomiton.events.cli;

import picocli.CommandLine.Parameters;

/** What is sent to main: the parameters of every command that sends. */
final class NamedPayload {

    @Parameters(index = "0", paramLabel = "NAME", description = "the name of the event or request")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "JSON",
            arity = "0..1",
            description = "its payload; default: ${DEFAULT-VALUE}",
            defaultValue = "{}")
    private String json = "{}";

    String name() {
        return name;
    }

    /** As it was typed. */
    Object payload() {
        return Output.payload(json);
    }
}
