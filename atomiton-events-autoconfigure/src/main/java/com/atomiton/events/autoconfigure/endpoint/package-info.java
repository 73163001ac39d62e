/**
 * The endpoint {@code conductor} and its AsyncAPI document, where Actuator is on the class path. Only the
 * auto-configuration and the endpoint itself are for applications.
 */
@NullMarked
package com.atomiton.events.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
