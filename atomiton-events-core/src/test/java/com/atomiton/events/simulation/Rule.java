package com.atomiton.events.simulation;

/** How a simulated receiver behaves: as it should, or with one rule broken, to see that the simulation finds it. */
enum Rule {
    KEPT,
    /** What has arrived before is given to the application again. */
    DOUBLES_KEPT,
    /** Everything is acknowledged when it arrives. */
    ACKNOWLEDGED_BEFORE_CONSUMPTION
}
