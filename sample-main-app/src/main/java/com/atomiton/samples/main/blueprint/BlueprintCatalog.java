package com.atomiton.samples.main.blueprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** The blueprints of one directory, read once. A broken file is logged and listed, and hides no other. */
public final class BlueprintCatalog {

    private static final String SUFFIX = ".flow.yaml";
    private static final Log log = LogFactory.getLog(BlueprintCatalog.class);

    private final SortedMap<String, Blueprint> blueprints = new TreeMap<>();
    private final SortedMap<String, List<String>> broken = new TreeMap<>();

    /**
     * Reads every {@code *.flow.yaml} file that lies directly in the directory.
     *
     * @param nodeTypes the names of the node types that a blueprint may use
     * @throws UncheckedIOException if the directory cannot be listed
     */
    public BlueprintCatalog(Path directory, Set<String> nodeTypes) {
        BlueprintReader reader = new BlueprintReader(nodeTypes);
        Map<String, String> files = new TreeMap<>();
        for (Path path : files(directory)) {
            try {
                add(reader.read(path), String.valueOf(path.getFileName()), files);
            } catch (BrokenBlueprintException unusable) {
                log.error("Left out a blueprint: " + unusable.getMessage());
                broken.put(unusable.file(), unusable.problems());
            }
        }
        log.info("Read " + blueprints.size() + " blueprints from " + directory.toAbsolutePath() + ": "
                + String.join(", ", blueprints.keySet()));
    }

    private void add(Blueprint blueprint, String file, Map<String, String> files) {
        String earlier = files.putIfAbsent(blueprint.id(), file);
        if (earlier != null) {
            throw new BrokenBlueprintException(
                    file, List.of("its id '" + blueprint.id() + "' is already that of " + earlier), null);
        }
        blueprints.put(blueprint.id(), blueprint);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return new ArrayList<>(entries.filter(path -> path.toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                    .sorted()
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The blueprints in " + directory.toAbsolutePath()
                            + " cannot be read; set conductor.blueprints to the directory that holds them",
                    unreadable);
        }
    }

    /**
     * The blueprint of this id.
     *
     * @throws UnknownBlueprintException if there is none, with the ids that there are
     */
    public Blueprint get(String id) {
        Blueprint blueprint = blueprints.get(id);
        if (blueprint == null) {
            throw new UnknownBlueprintException(id, blueprints.keySet(), broken.keySet());
        }
        return blueprint;
    }

    /** Those that can be run, by id; unmodifiable. */
    public Collection<Blueprint> blueprints() {
        return Collections.unmodifiableCollection(blueprints.values());
    }

    /** What is wrong with the files that cannot be used, by file name; unmodifiable. */
    public Map<String, List<String>> broken() {
        return Collections.unmodifiableMap(broken);
    }
}
