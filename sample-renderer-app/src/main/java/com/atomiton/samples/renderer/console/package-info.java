/**
 * The editor for scripts: runs one blueprint and prints its progress, its log and its result in lines.
 */
@NullMarked
package com.atomiton.samples.renderer.console;

import org.jspecify.annotations.NullMarked;
