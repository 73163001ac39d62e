package com.atomiton.events.codec;

/**
 * What can be read of a {@link Hello} of any version of the protocol, also one whose other properties differ.
 *
 * @param protocol the version
 */
public record ProtocolVersion(long protocol) {}
