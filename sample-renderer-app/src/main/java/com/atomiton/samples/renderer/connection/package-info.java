/**
 * The state of the connection to the conductor, for the page's badge.
 */
@NullMarked
package com.atomiton.samples.renderer.connection;

import org.jspecify.annotations.NullMarked;
