package com.atomiton.events.protocol;

/** How a request ended. The codes are fixed for ever; a code that is not known is read as {@link #FAILED}. */
public enum ReplyStatus {

    /** The payload is the reply; an empty payload is a reply of nothing. */
    OK(0),
    /** The handler failed, or the request could not be read. The payload is an error. */
    FAILED(1),
    /** Nobody answers the name. No payload. */
    NO_HANDLER(2);

    private final int code;

    ReplyStatus(int code) {
        this.code = code;
    }

    /** The byte on the wire. */
    public int code() {
        return code;
    }

    public static ReplyStatus ofCode(int code) {
        for (ReplyStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        return FAILED;
    }
}
