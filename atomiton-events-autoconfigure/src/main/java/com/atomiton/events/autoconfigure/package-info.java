/**
 * Makes a Spring Boot application a main or a renderer process without code: decides the role, binds
 * {@code atomiton.events.*} and contributes the event bus. Applications refer to its properties and customizers only.
 */
@NullMarked
package com.atomiton.events.autoconfigure;

import org.jspecify.annotations.NullMarked;
