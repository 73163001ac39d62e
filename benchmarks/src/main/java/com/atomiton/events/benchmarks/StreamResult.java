package com.atomiton.events.benchmarks;

import java.util.List;

/**
 * One stream of events, measured on both sides.
 *
 * @param perSecond events handled per second by each receiver, from the first sent to the last handled by all
 * @param senderCpu processor time of the sending process for each event sent, in ns
 * @param receiverCpu processor time of a receiving process for each event it received, in ns
 * @param senderBytes allocated by the sending process for each event sent
 * @param receiverBytes allocated by a receiving process for each event, the payload included
 */
public record StreamResult(
        double perSecond, double senderCpu, double receiverCpu, double senderBytes, double receiverBytes) {

    static StreamResult measure(ChildJvm sender, List<ChildJvm> receivers, long events, int size)
            throws InterruptedException {
        for (ChildJvm receiver : receivers) {
            receiver.ask("expect " + events);
        }
        double[] sent = Numbers.of(sender.ask("stream " + events + " " + size));
        double lastAt = 0;
        double cpu = 0;
        double bytes = 0;
        for (ChildJvm receiver : receivers) {
            double[] received = Numbers.of(receiver.ask("received"));
            lastAt = Math.max(lastAt, received[0]);
            cpu += received[1];
            bytes += received[2];
        }
        double arrivals = (double) events * receivers.size();
        return new StreamResult(
                events * 1e9 / (lastAt - sent[0]),
                sent[1] / events,
                cpu / arrivals,
                sent[2] / events,
                bytes / arrivals);
    }
}
