package com.atomiton.events.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: parses, runs a subcommand and says by the exit code what became of it. */
@Command(
        name = "conductor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Looks at the event bus of a running application, and asks it. Only for the same user.",
        subcommands = {PeersCommand.class, TapCommand.class, EmitCommand.class, RequestCommand.class, TopCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it has worked",
            "1:nobody listens, or the request has failed",
            "2:wrong call",
            "3:main is not running, or does not answer"
        })
final class ConductorCommand implements Runnable {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_CALL = 2;
    static final int NOT_CONNECTED = 3;

    /** Held, since a logger that nobody holds is forgotten with its level. */
    private static final Logger ROOT = Logger.getLogger("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        ROOT.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ConductorCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> failed(failure, command));
    }

    private static int failed(Exception failure, CommandLine command) {
        command.getErr().println(Failures.text(failure));
        return failure instanceof NotConnectedException ? NOT_CONNECTED : FAILED;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
