package com.atomiton.samples.contract;

/** Where a node of an execution stands. */
public enum NodeStatus {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED
}
