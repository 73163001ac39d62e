/**
 * The runs that this editor has started: their progress, how they ended, and the last of them as a history.
 */
@NullMarked
package com.atomiton.samples.renderer.run;

import org.jspecify.annotations.NullMarked;
