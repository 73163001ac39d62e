/**
 * The kinds of nodes that blueprints are made of, and what they work with: parameters with templates, restricted
 * expressions, tables, and one working directory. A node type knows neither the blueprint it is part of nor the events
 * that report it.
 */
@NullMarked
package com.atomiton.samples.main.node;

import org.jspecify.annotations.NullMarked;
