package com.atomiton.samples.contract;

/** How much a {@link ConductorLog} matters, the least first. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
