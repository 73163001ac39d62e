package com.atomiton.events.autoconfigure.info;

import com.atomiton.events.EventBus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Says which part of the application's bus this process is: role, name, namespace and the version of the library. */
public class ConductorInfoContributor implements InfoContributor {

    private final EventBus bus;
    private final @Nullable String name;
    private final String namespace;

    /** Tells of this bus. */
    public ConductorInfoContributor(EventBus bus, @Nullable String name, String namespace) {
        this.bus = bus;
        this.name = name;
        this.namespace = namespace;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("role", bus.role().label());
        if (name != null) {
            details.put("name", name);
        }
        details.put("namespace", namespace);
        String version = EventBus.class.getPackage().getImplementationVersion();
        if (version != null) {
            details.put("version", version);
        }
        builder.withDetail("conductor", details);
    }
}
