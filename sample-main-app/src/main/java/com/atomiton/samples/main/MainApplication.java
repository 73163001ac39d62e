package com.atomiton.samples.main;

import com.atomiton.samples.main.blueprint.BlueprintCatalog;
import com.atomiton.samples.main.node.NodeTypes;
import com.atomiton.samples.main.node.WorkingDirectory;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Starts the conductor. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ConductorProperties.class)
public class MainApplication {

    private static final int WAITING_EXECUTIONS = 100;

    public static void main(String[] args) {
        SpringApplication.run(MainApplication.class, args);
    }

    @Bean
    BlueprintCatalog blueprintCatalog(ConductorProperties properties, NodeTypes nodeTypes) {
        return new BlueprintCatalog(properties.blueprints(), nodeTypes.names());
    }

    @Bean
    WorkingDirectory workingDirectory(ConductorProperties properties) throws IOException {
        return new WorkingDirectory(properties.workingDirectory());
    }

    /** Runs the executions that were asked for by events; those of requests run on the bus's own threads. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskExecutor executionExecutor(ConductorProperties properties) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(properties.concurrency());
        executor.setMaxPoolSize(properties.concurrency());
        executor.setQueueCapacity(WAITING_EXECUTIONS);
        executor.setThreadNamePrefix("execution-");
        return executor;
    }
}
