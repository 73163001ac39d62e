package com.atomiton.events.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that needs a connection to main. */
abstract class BusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Target target = new Target();

    @Override
    public final Integer call() throws Exception {
        try (MainConnection main = MainConnection.open(target, Output.codec())) {
            return run(main);
        }
    }

    /** Does its work; returns the exit code. */
    abstract int run(MainConnection main) throws Exception;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    boolean isJson() {
        return target.isJson();
    }

    CommandSpec spec() {
        return spec;
    }
}
