package com.atomiton.events.benchmarks;

/** Which end of a contender a process is. */
public enum Role {
    /** The one that others connect to. */
    MAIN,
    /** One of those that connect. */
    RENDERER
}
