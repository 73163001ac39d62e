package com.atomiton.events.simulation;

/** How the simulated behaves: as it should, or with one rule broken, to see that the simulation finds it. */
enum Rule {
    KEPT,
    /** What has arrived before is given to the application again. */
    DOUBLES_KEPT,
    /** Everything is acknowledged when it arrives. */
    ACKNOWLEDGED_BEFORE_CONSUMPTION,
    /** A connection that another has replaced is handed messages. */
    STALE_CONNECTION_TAKES,
    /** A peer that listens is not made to follow a name when its first retained event is emitted. */
    FOLLOW_FORGOTTEN,
    /** A peer is owed a retained event that is on its way. */
    OWED_THOUGH_ON_ITS_WAY,
    /** Now and then a change of interest does not arrive. */
    INTEREST_LOST,
    /** A change of interest arrives once more after the next one. */
    INTEREST_TWICE,
    /** It is not told that messages were left out. */
    GAP_LOST
}
