/**
 * What runs the two sample applications over a broker, as on several machines. The script {@code run} of this module uses
 * it.
 */
@NullMarked
package com.atomiton.samples.machines;

import org.jspecify.annotations.NullMarked;
