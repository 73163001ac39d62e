package com.atomiton.events.codec;

/** The property names and marks that give an object on the wire a meaning. */
final class WireTags {

    /** The property that marks an object. */
    static final String TYPE = "__type";

    /** The mark of a date. */
    static final String DATE = "Date";

    /** The mark of an error. */
    static final String ERROR = "Error";

    /** The mark of an object whose properties are in {@link #VALUE} and have no further meaning. */
    static final String OBJECT = "Object";

    static final String VALUE = "value";
    static final String ZONE = "zone";
    static final String MESSAGE = "message";
    static final String STACK = "stack";
    static final String ERROR_TYPE = "type";
    static final String CAUSE = "cause";
    static final String DATA = "data";

    /** The property that says which permitted class of a sealed type an object is. */
    static final String VARIANT = "__variant";

    private WireTags() {}
}
