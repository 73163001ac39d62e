/**
 * What the conductor tells all its editors: its log, its errors, its state and its settings. Kept here for pages that
 * are opened later.
 */
@NullMarked
package com.atomiton.samples.renderer.conductor;

import org.jspecify.annotations.NullMarked;
