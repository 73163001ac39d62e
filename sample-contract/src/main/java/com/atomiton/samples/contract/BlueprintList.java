package com.atomiton.samples.contract;

import java.util.List;

/**
 * The conductor's blueprints.
 *
 * @param blueprints those that can be run, by id; unmodifiable
 * @param broken the files that could not be used; unmodifiable
 */
public record BlueprintList(List<BlueprintSummary> blueprints, List<BrokenBlueprint> broken) {

    public BlueprintList {
        blueprints = List.copyOf(blueprints);
        broken = List.copyOf(broken);
    }

    /**
     * A blueprint file that could not be used.
     *
     * @param file its name
     * @param problems what is wrong with it, one sentence each; unmodifiable
     */
    public record BrokenBlueprint(String file, List<String> problems) {

        public BrokenBlueprint {
            problems = List.copyOf(problems);
        }
    }
}
