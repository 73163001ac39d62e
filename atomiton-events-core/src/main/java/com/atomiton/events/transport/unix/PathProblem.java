package com.atomiton.events.transport.unix;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;

/** Why a text is no path, in words, and what to do about it. */
final class PathProblem {

    private PathProblem() {}

    static String of(InvalidPathException invalid) {
        return fileSystemEncoding().newEncoder().canEncode(invalid.getInput())
                ? invalid.getReason()
                : "it has characters that file names cannot have in the encoding " + fileSystemEncoding()
                        + " of this process; run it with a locale of UTF-8, such as LC_ALL=C.UTF-8";
    }

    /** That of file names, which comes from the locale. */
    static Charset fileSystemEncoding() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
