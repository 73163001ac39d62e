package com.atomiton.events.autoconfigure;

/** Values of {@code atomiton.events.codec}. */
public enum CodecChoice {

    /** CBOR if {@code jackson-dataformat-cbor} is on the class path, else JSON. */
    AUTO,

    /** JSON only. */
    JSON,

    /** CBOR with every peer that has it too; the start fails without {@code jackson-dataformat-cbor}. */
    CBOR
}
