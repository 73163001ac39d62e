package com.atomiton.events.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a bus over several machines, which the module atomiton-events-cloud-stream reads. What Spring Cloud Stream
 * has properties for is not among them.
 */
public class CloudStreamProperties {

    /** Start of the names of all destinations and groups at the broker. To be set alike in all processes. */
    private String prefix = "atomiton";

    /**
     * Partitions of the destinations of events that do not exist yet: how many processes of role main can share the work
     * of one event. By default what the binder is configured to.
     */
    private @Nullable Integer partitions;

    /** Name of the binder to use, if the application has several and not the default one is meant. */
    private @Nullable String binder;

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public @Nullable Integer getPartitions() {
        return partitions;
    }

    public void setPartitions(@Nullable Integer partitions) {
        this.partitions = partitions;
    }

    public @Nullable String getBinder() {
        return binder;
    }

    public void setBinder(@Nullable String binder) {
        this.binder = binder;
    }
}
