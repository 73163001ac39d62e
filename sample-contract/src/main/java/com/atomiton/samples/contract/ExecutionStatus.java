package com.atomiton.samples.contract;

/** Where an execution stands. */
public enum ExecutionStatus {
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    TIMED_OUT
}
