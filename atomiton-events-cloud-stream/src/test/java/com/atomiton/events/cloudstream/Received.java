package com.atomiton.events.cloudstream;

import static org.awaitility.Awaitility.await;

import com.atomiton.events.engine.EngineDelivery;
import com.atomiton.events.engine.EngineReceiver;
import com.atomiton.events.engine.EngineRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is given. */
final class Received implements EngineReceiver {

    private final List<EngineDelivery> deliveries = new CopyOnWriteArrayList<>();

    @Override
    public void receive(EngineDelivery delivery) {
        deliveries.add(delivery);
    }

    List<EngineDelivery> deliveries() {
        return deliveries;
    }

    List<String> values() {
        return values(null);
    }

    List<String> values(String key) {
        return deliveries.stream()
                .map(EngineDelivery::record)
                .filter(record -> key == null || record.key().equals(key))
                .map(Received::value)
                .toList();
    }

    void awaitSize(int size) {
        await().atMost(Duration.ofSeconds(20)).until(() -> deliveries.size() >= size);
    }

    static String value(EngineRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
