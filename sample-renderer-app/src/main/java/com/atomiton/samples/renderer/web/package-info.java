/**
 * The page over HTTP: what its scripts ask and tell, the stream of messages to them, and what keeps other web pages out.
 */
@NullMarked
package com.atomiton.samples.renderer.web;

import org.jspecify.annotations.NullMarked;
