/** What is printed when an application cannot start because of a mistake in its use of the event bus. Nobody's API. */
@NullMarked
package com.atomiton.events.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
