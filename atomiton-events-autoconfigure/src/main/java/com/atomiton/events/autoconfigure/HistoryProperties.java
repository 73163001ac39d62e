package com.atomiton.events.autoconfigure;

/** Properties under {@code atomiton.events.history}: the last messages, as the endpoint shows them. */
public class HistoryProperties {

    /** How many of the last messages the endpoint shows. With 0 none are kept, which is quicker. */
    private int size = 1000;

    /** Whether the endpoint shows payloads, of these messages and of dead letters. */
    private boolean payloads;

    public int getSize() {
        return size;
    }

    public void setSize(int size) {
        this.size = size;
    }

    public boolean isPayloads() {
        return payloads;
    }

    public void setPayloads(boolean payloads) {
        this.payloads = payloads;
    }
}
