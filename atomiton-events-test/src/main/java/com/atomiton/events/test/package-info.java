/**
 * Test support for applications that use the event bus; belongs on test class paths only.
 */
@NullMarked
package com.atomiton.events.test;

import org.jspecify.annotations.NullMarked;
