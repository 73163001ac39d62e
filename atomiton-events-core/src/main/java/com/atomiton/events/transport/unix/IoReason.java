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
}
