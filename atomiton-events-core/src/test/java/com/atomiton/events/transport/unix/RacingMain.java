package com.atomiton.events.transport.unix;

import com.atomiton.events.transport.RecordingHandler;
import java.nio.file.Path;

/** A process that tries to become main at one nudge and ends that at the next, again and again, until its input ends. */
final class RacingMain {

    private RacingMain() {}

    public static void main(String[] arguments) throws Exception {
        UnixTransportSettings settings =
                UnixTransportSettings.of(new SocketLocation(Path.of(arguments[0]), Path.of(arguments[1])));
        System.out.println("ready");
        while (System.in.read() >= 0) {
            try (UnixServerTransport transport = new UnixServerTransport(settings)) {
                transport.start(RecordingHandler::new);
                System.out.println("main");
                System.in.read();
            } catch (MainAlreadyRunningException refused) {
                System.out.println("refused by " + refused.holder().orElse(0));
                System.in.read();
            }
            System.out.println("ended");
        }
    }
}
