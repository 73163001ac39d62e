package com.atomiton.samples.contract;

import com.atomiton.events.EventName;

/** Asks the conductor which blueprints it has; answered with a {@link BlueprintList}. */
@EventName("conductor:blueprints")
public record ListBlueprints() {}
