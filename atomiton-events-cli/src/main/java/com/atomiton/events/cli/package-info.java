/** The command {@code conductor}, which looks at a running bus and asks it. Nothing here is an API. */
@NullMarked
package com.atomiton.events.cli;

import org.jspecify.annotations.NullMarked;
