package com.atomiton.events.test.autoconfigure;

import com.atomiton.events.EventBus;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.test.RecordingEventBus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The bus of {@link AutoConfigureConductor}: there before the real one, which then backs off. */
@AutoConfiguration(before = ConductorAutoConfiguration.class)
public final class RecordingEventBusAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(EventBus.class)
    RecordingEventBus recordingEventBus() {
        return new RecordingEventBus();
    }
}
