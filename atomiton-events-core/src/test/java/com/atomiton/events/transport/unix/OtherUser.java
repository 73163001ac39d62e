package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a process as another user, which only the superuser can. */
final class OtherUser {

    static final String NAME = "nobody";

    static final String GROUP = "65534";

    static final String WHY_NOT = "only the superuser can act as '" + NAME + "', and with setpriv";

    private static final String UNSHARE = "unshare";

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private OtherUser() {}

    static boolean isAvailable() {
        return System.getProperty("user.name").equals("root") && Files.isExecutable(SETPRIV);
    }

    /** Makes a file or directory that user's. */
    static void give(Path path) throws IOException {
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME));
    }

    static List<String> command(List<String> command) {
        return command(GROUP, command);
    }

    /** With this as its only group. */
    static List<String> command(String group, List<String> command) {
        List<String> all = new ArrayList<>(
                List.of(SETPRIV.toString(), "--reuid=" + NAME, "--regid=" + group, "--clear-groups", "--"));
        all.addAll(command);
        return all;
    }

    /** Whether a process may get namespaces of its own, which a sandbox may forbid. */
    static boolean canUnshare(String... options) {
        List<String> command = new ArrayList<>(List.of(UNSHARE));
        command.addAll(List.of(options));
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In namespaces of its own. */
    static List<String> unshared(List<String> command, String... options) {
        List<String> all = new ArrayList<>(List.of(UNSHARE));
        all.addAll(List.of(options));
        all.addAll(command);
        return all;
    }
}
