package com.atomiton.events.test;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.codec.CodecOptions;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.codec.JacksonEventCodecs;
import com.atomiton.events.codec.ShapeDifference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the events of a build look like, to be compared with a saved file, so that a test fails when a change would break
 * a process that is still of the version before:
 *
 * <pre>{@code
 * EventContract.inPackageOf(Progress.class).isCompatibleWith(Path.of("src/test/contract.json"));
 * }</pre>
 *
 * <p>The file is written when there is none, and belongs under version control. After a change that is meant,
 * {@code -Datomiton.events.contract.accept=true} writes it anew. Which changes break something is listed in the reference
 * under <em>The contract check</em>; they are those that {@code atomiton.events.contract-check} warns of. Immutable.
 */
public final class EventContract {

    /** The system property that makes the file be written anew. */
    public static final String ACCEPT = "atomiton.events.contract.accept";

    private static final JsonMapper FILES =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<EventType<?>> types;
    private final EventCodec codec;

    private EventContract(List<EventType<?>> types, EventCodec codec) {
        this.types = types;
        this.codec = codec;
    }

    /** Of classes with an {@link EventName}. */
    public static EventContract of(Class<?>... events) {
        return of(Arrays.stream(events).<EventType<?>>map(EventType::of).toList());
    }

    /** Of event types. */
    public static EventContract of(Collection<? extends EventType<?>> types) {
        return new EventContract(List.copyOf(types), JacksonEventCodecs.json());
    }

    /**
     * Of all classes with an {@link EventName} in the package of a class and below it.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static EventContract inPackageOf(Class<?> marker) {
        List<EventType<?>> types = new ArrayList<>();
        for (BeanDefinition found : new EventScanner().findCandidateComponents(marker.getPackageName())) {
            types.add(EventType.of(
                    ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), marker.getClassLoader())));
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + marker.getPackageName() + "' must have a class with @EventName, in it or below it");
        }
        return of(types);
    }

    /** The same events as this mapper writes them, which should be the application's. */
    public EventContract writtenBy(JsonMapper mapper) {
        return new EventContract(types, JacksonEventCodecs.json(mapper, CodecOptions.defaults()));
    }

    /**
     * The shapes by the names of the events.
     *
     * @throws EventContractException if two types have one name
     */
    public Map<String, EventShape> shapes() {
        Map<String, EventShape> shapes = new TreeMap<>();
        Map<String, EventType<?>> byName = new TreeMap<>();
        for (EventType<?> type : types) {
            EventType<?> other = byName.put(type.name(), type);
            if (other != null && !other.equals(type)) {
                throw new EventContractException(
                        "the event name '" + type.name() + "' belongs to two payload types: "
                                + other.payloadType().getTypeName() + " and "
                                + type.payloadType().getTypeName(),
                        "give one of them another @EventName, or name the classes one by one",
                        null);
            }
            codec.shape(type.payloadType()).ifPresent(shape -> shapes.put(type.name(), shape));
        }
        return shapes;
    }

    /**
     * Fails if an event of the file is gone, or has changed in a way that breaks something. Writes the file if there is
     * none, or if the system property {@value #ACCEPT} is {@code true}.
     *
     * @throws AssertionError with each such change by event and property
     */
    public void isCompatibleWith(Path file) {
        Map<String, EventShape> now = shapes();
        if (Boolean.getBoolean(ACCEPT) || !Files.exists(file)) {
            write(file, now);
            return;
        }
        List<String> broken = broken(read(file), now);
        if (!broken.isEmpty()) {
            Assertions.fail(
                    "%s of this build break%s what %s says. Keep the events as they are, or, if all processes are"
                            + " replaced together, accept the change with -D%s=true:%n%s",
                    broken.size() == 1 ? "A change" : broken.size() + " changes",
                    broken.size() == 1 ? "s" : "",
                    file,
                    ACCEPT,
                    broken.stream().map(line -> "  " + line).collect(Collectors.joining(System.lineSeparator())));
        }
    }

    private static List<String> broken(Map<String, EventShape> saved, Map<String, EventShape> now) {
        List<String> broken = new ArrayList<>();
        saved.forEach((event, before) -> {
            EventShape shape = now.get(event);
            if (shape == null) {
                broken.add(event + ": the event is missing in this build");
                return;
            }
            for (ShapeDifference difference : shape.differencesFrom(before)) {
                if (difference.breaking()) {
                    broken.add(event + ": " + difference.describe("in this build", "in the saved contract"));
                }
            }
        });
        return broken;
    }

    private static void write(Path file, Map<String, EventShape> shapes) {
        ObjectNode events = FILES.createObjectNode();
        shapes.forEach((name, shape) -> events.set(name, shape.schema()));
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, FILES.writeValueAsString(events) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException("The contract cannot be written to " + file, failed);
        }
    }

    private static Map<String, EventShape> read(Path file) {
        try {
            Map<String, EventShape> shapes = new TreeMap<>();
            for (Entry<String, JsonNode> event :
                    FILES.readTree(Files.readString(file)).properties()) {
                shapes.put(event.getKey(), EventShape.of(event.getValue()));
            }
            return shapes;
        } catch (IOException failed) {
            throw new UncheckedIOException("The contract cannot be read from " + file, failed);
        }
    }

    /** Finds records and interfaces too, which are no candidates for beans. */
    private static final class EventScanner extends ClassPathScanningCandidateComponentProvider {

        EventScanner() {
            super(false);
            addIncludeFilter(new AnnotationTypeFilter(EventName.class));
        }

        @Override
        protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return true;
        }
    }
}
