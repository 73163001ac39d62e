/**
 * Events that travel between the conductor and the editor, one record for each. Both samples compile against this
 * package and against nothing else of each other.
 */
@NullMarked
package com.atomiton.samples.contract;

import org.jspecify.annotations.NullMarked;
