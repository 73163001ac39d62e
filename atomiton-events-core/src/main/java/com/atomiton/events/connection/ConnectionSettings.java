package com.atomiton.events.connection;

import java.time.Duration;

/**
 * The numbers that connections and sessions go by.
 *
 * @param handshakeTimeout {@code atomiton.events.connect.timeout}: how long a connection may take to be established
 * @param backoffInitial {@code atomiton.events.connect.backoff.initial}: the wait after the first failed attempt
 * @param backoffMax {@code atomiton.events.connect.backoff.max}: the longest wait between attempts
 * @param backoffMultiplier {@code atomiton.events.connect.backoff.multiplier}: by how much the wait grows
 * @param heartbeatInterval {@code atomiton.events.heartbeat.interval}: how often a sign of life is asked for
 * @param heartbeatTimeout {@code atomiton.events.heartbeat.timeout}: how long there may be none
 * @param batchLinger {@code atomiton.events.batch.linger}: how long an event may wait for others to be written with
 * @param batchMaxBytes {@code atomiton.events.batch.max-bytes}: how many bytes end that wait
 * @param maxFrameSize {@code atomiton.events.max-frame-size}, in bytes
 * @param windowCapacity {@code atomiton.events.outbound.capacity}, in messages for each peer
 * @param windowMaxBytes {@code atomiton.events.outbound.max-bytes}, for each peer
 * @param maxMemory {@code atomiton.events.max-memory}, in bytes, of what all peers together may make this process hold
 * @param retention {@code atomiton.events.session.retention}: how long a session is kept without a connection;
 *     of a renderer, how long it asks to be kept for where its end cannot be proven
 */
public record ConnectionSettings(
        Duration handshakeTimeout,
        Duration backoffInitial,
        Duration backoffMax,
        double backoffMultiplier,
        Duration heartbeatInterval,
        Duration heartbeatTimeout,
        Duration batchLinger,
        int batchMaxBytes,
        int maxFrameSize,
        int windowCapacity,
        long windowMaxBytes,
        long maxMemory,
        Duration retention) {}
