/**
 * The editor's side: asks the conductor to run blueprints and shows what comes back.
 */
@NullMarked
package com.atomiton.samples.renderer;

import org.jspecify.annotations.NullMarked;
