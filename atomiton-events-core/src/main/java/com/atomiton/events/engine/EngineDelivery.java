package com.atomiton.events.engine;

/**
 * A record on its way out of an engine.
 *
 * @param record what was sent
 * @param again whether this or another process may have been given it before, as far as the engine knows
 * @param last whether the engine will not give it again if it cannot be consumed now
 */
public record EngineDelivery(EngineRecord record, boolean again, boolean last) {}
