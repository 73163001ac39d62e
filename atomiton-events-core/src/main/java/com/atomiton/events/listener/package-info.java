/**
 * What reads {@link com.atomiton.events.annotation.ConductorListener}: finds the annotated methods of all beans, checks
 * at start-up that each of them can be called, and subscribes them to the {@link com.atomiton.events.EventBus} bean
 * for as long as their bean lives. Applications use {@link com.atomiton.events.listener.EnableConductor} and
 * {@link com.atomiton.events.listener.ConductorHeaders}; the package depends on the API, the annotations and Spring, and
 * knows the bus by its interface only.
 */
@NullMarked
package com.atomiton.events.listener;

import org.jspecify.annotations.NullMarked;
