/**
 * What a blueprint is, how it is read from its {@code *.flow.yaml} file, and what is checked before it may run. Knows
 * nothing of how nodes work: the names of the node types are given to it.
 */
@NullMarked
package com.atomiton.samples.main.blueprint;

import org.jspecify.annotations.NullMarked;
