package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.unix.HostEnvironment.DefaultDirectory;

/** Prints where the default directory of its environment is, and why, and what is said of a path. */
final class DefaultLocation {

    private DefaultLocation() {}

    public static void main(String[] arguments) {
        DefaultDirectory directory = HostEnvironment.ofThisProcess().defaultDirectory();
        System.out.println(directory.path());
        System.out.println(directory.passedOver());
        try {
            System.out.println(SocketLocation.of("default", arguments[0]).socket());
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
