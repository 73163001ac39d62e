/** The bus between real processes: child JVMs that are started, killed and talked to by their standard streams. */
@NullMarked
package com.atomiton.events.process;

import org.jspecify.annotations.NullMarked;
