package com.atomiton.events.transport.unix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a process as another user, which only the superuser can. */
final class OtherUser {

    static final String NAME = "nobody";

    static final String GROUP = "65534";

    static final String WHY_NOT = "only the superuser can act as '" + NAME + "', and with setpriv";

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private OtherUser() {}

    static boolean isAvailable() {
        return System.getProperty("user.name").equals("root") && Files.isExecutable(SETPRIV);
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
}
