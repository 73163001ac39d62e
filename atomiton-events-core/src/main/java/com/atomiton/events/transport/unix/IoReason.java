package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why the file system did not do something, in words: its exceptions often say no more than a path. */
final class IoReason {

    private IoReason() {}

    static String of(Exception failure) {
        String message = failure.getMessage();
        if (failure instanceof FileSystemException e && e.getReason() == null && e.getFile() != null) {
            String file = "'" + e.getFile() + "'";
            if (e instanceof NoSuchFileException) {
                return "there is no " + file + ", or no directory for it";
            }
            if (e instanceof AccessDeniedException) {
                return "this user may not use " + file;
            }
            if (e instanceof FileAlreadyExistsException) {
                return file + " exists already";
            }
            return file;
        }
        return message == null || !(failure instanceof IOException) ? failure.toString() : message;
    }

    /** What to do about it: another file would not help where there are no descriptors left, or no space. */
    static String action(Exception failure, String otherwise) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Too many open files")) {
            return "Raise the limit of open files of this process (ulimit -n)";
        }
        return message.contains("No space left") ? "Make room on its file system" : otherwise;
    }
}
