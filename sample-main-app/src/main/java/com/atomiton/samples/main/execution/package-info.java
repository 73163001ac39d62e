/**
 * Runs a blueprint: node after node, with a time limit, stoppable at any moment, and reporting each step. Knows blueprints
 * and node types; the events that carry its reports are the reporter's matter.
 */
@NullMarked
package com.atomiton.samples.main.execution;

import org.jspecify.annotations.NullMarked;
