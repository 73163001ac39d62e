/**
 * The conductor: loads blueprints and runs them when a renderer asks.
 */
@NullMarked
package com.atomiton.samples.main;

import org.jspecify.annotations.NullMarked;
