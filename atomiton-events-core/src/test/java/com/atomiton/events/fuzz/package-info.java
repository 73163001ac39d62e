/** Bytes that no peer of good will sends, by the million: what reads them answers with frames or the one agreed exception. */
@NullMarked
package com.atomiton.events.fuzz;

import org.jspecify.annotations.NullMarked;
