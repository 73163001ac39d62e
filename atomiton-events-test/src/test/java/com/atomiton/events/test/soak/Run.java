package com.atomiton.events.test.soak;

/**
 * Events of one life of the sender that a receiver got one after the other.
 *
 * @param life of the sender, counted from 0
 * @param redelivered what all of them said
 * @param first the number of the first of them
 * @param last the number of the last of them
 */
record Run(int life, boolean redelivered, long first, long last) {}
