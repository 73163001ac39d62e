package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Commands;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The smallest Spring Boot application; it runs with and without the starter on its class path, so nothing here may
 * mention it. {@code cost}: answers the ms from the JVM's start to its own, the heap after a collection and the resident
 * memory in bytes, and the number of threads.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartUpApplication {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Arguments: Spring's. */
    public static void main(String[] arguments) throws Exception {
        SpringApplication application = new SpringApplication(StartUpApplication.class);
        application.setLogStartupInfo(false);
        ConfigurableApplicationContext context = application.run(arguments);
        long millis = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        Commands.serve(context, words -> millis + " " + heap() + " " + resident() + " " + Thread.activeCount());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** 0 where the system does not tell it like Linux. */
    private static long resident() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return 0;
        }
        Matcher matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
    }
}
