package com.atomiton.events.engine;

/**
 * Takes what comes from an engine: on a thread of the engine's, the records of one destination and key one after the
 * other, those of others at the same time if the engine does so.
 */
@FunctionalInterface
public interface EngineReceiver {

    /**
     * Returns when the record is consumed, which may take as long as listeners take. The engine may then forget it.
     *
     * @throws EngineRecordRefusedException if it cannot be consumed, so that it is a dead letter at once
     * @throws Exception if it could not be consumed: the engine gives it again, or makes it a dead letter, as it is
     *     configured
     */
    void receive(EngineDelivery delivery) throws Exception;
}
