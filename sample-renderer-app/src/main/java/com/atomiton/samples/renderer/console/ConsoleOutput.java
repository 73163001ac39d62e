package com.atomiton.samples.renderer.console;

import com.atomiton.events.LogText;
import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.ExecutionProgress;
import java.io.PrintStream;
import java.util.Objects;

/** The lines of a run, for programs to read: one fact a line, and nothing after the last. Usable from any thread. */
final class ConsoleOutput {

    private final PrintStream out;
    private boolean ended;

    ConsoleOutput(PrintStream out) {
        this.out = out;
    }

    void progress(ExecutionProgress progress) {
        line("PROGRESS " + progress.percent() + " "
                + LogText.escape(Objects.requireNonNullElse(progress.message(), "")));
    }

    void log(ConductorLog entry) {
        String node = entry.nodeId() == null ? "" : " [" + LogText.escape(entry.nodeId()) + "]";
        line("LOG " + entry.level() + node + " " + LogText.escape(entry.message()));
    }

    synchronized void result(String json) {
        line("RESULT " + json);
        ended = true;
    }

    synchronized void error(String type, String message) {
        line("ERROR " + LogText.escape(type) + ": " + LogText.escape(message));
        ended = true;
    }

    private synchronized void line(String line) {
        if (!ended) {
            out.println(line);
            out.flush();
        }
    }
}
