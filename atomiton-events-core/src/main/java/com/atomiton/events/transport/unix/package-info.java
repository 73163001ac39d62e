/**
 * The transport over a Unix-domain socket: where the socket is, who is main, who may connect, and the one thread that
 * moves the bytes. Used by whoever builds a bus; it depends on {@code com.atomiton.events} and on the interfaces in
 * {@code com.atomiton.events.transport} only.
 *
 * <p>Files of a namespace, all in a directory that is ours:
 *
 * <pre>
 * default.sock        the socket; removed by the main that has bound it, or reclaimed by the next main
 * default.sock.lock   locked as long as a main runs, holds its process id; stays, since deleting it would be a race
 * (uuid).alive        one for each process, locked as long as it runs; how a peer that saw it locked proves the end
 * </pre>
 *
 * <p>Nothing else may open a lock or alive file inside the process that holds it, not even to read it: on Linux closing
 * any channel of a file releases all locks that the JVM has on it. {@code HeldFile} and
 * {@code WatchedFile} are the only places that open them.
 */
@NullMarked
package com.atomiton.events.transport.unix;

import org.jspecify.annotations.NullMarked;
