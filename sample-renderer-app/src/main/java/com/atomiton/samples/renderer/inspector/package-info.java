/**
 * What passes the editor's bus, for pages that look at it.
 */
@NullMarked
package com.atomiton.samples.renderer.inspector;

import org.jspecify.annotations.NullMarked;
