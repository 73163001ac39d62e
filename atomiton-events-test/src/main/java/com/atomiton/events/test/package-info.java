/**
 * What applications need to test their own use of the event bus: a bus that records and is fired by the test
 * ({@link com.atomiton.events.test.RecordingEventBus}), assertions for it
 * ({@link com.atomiton.events.test.EventAssertions}), real buses connected in memory
 * ({@link com.atomiton.events.test.InMemoryConductor}), and a comparison with the events of an earlier build
 * ({@link com.atomiton.events.test.EventContract}). Belongs on test class paths only; nothing else in this library
 * uses it.
 */
@NullMarked
package com.atomiton.events.test;

import org.jspecify.annotations.NullMarked;
