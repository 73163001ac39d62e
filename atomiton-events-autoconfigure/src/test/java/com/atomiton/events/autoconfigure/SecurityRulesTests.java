package com.atomiton.events.autoconfigure;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.ObjectInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.DefaultTyping;

/** Nothing that arrives chooses a class: neither Java serialization, nor default typing, nor a class by its name. */
class SecurityRulesTests {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("com.atomiton.events");

    /** In the sources of all modules, also of those that are built after this one. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "ObjectInput|readObject|readResolve|XMLDecoder|DefaultTyping\\.|\\bactivateDefaultTyping"
                    + "|\\b(?:Class|ClassUtils)\\.forName|\\b(?:loadClass|resolveClassName)\\b|BasicPolymorphicTypeValidator");

    @Test
    void javaSerializationIsNotRead() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(ObjectInput.class))
                .check(CLASSES);
    }

    @Test
    void defaultTypingIsOnlyEverSwitchedOff() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("activateDefaultTyping.*")))
                .orShould()
                .dependOnClassesThat(assignableTo(DefaultTyping.class))
                .check(CLASSES);
    }

    @Test
    void noClassIsLoadedByAName() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Class.class))).and(target(nameMatching("forName"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(ClassLoader.class))).and(target(nameMatching("loadClass"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(ClassUtils.class)))
                        .and(target(nameMatching("(forName|resolveClassName)"))))
                .check(CLASSES);
    }

    @Test
    void theSourcesOfNoModuleDoEither() throws IOException {
        Path project = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(project, 20)) {
            Map<Path, String> found = new TreeMap<>();
            int read = 0;
            for (Path file : (Iterable<Path>) files.filter(SecurityRulesTests::isMainSource)::iterator) {
                read++;
                FORBIDDEN
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(match -> found.put(project.relativize(file), match.group()));
            }
            assertThat(read).isGreaterThan(200);
            assertThat(found).isEmpty();
        }
    }

    private static boolean isMainSource(Path file) {
        String path = file.toString();
        // It finds the events of a package for a test of the application's; nothing arrives there.
        boolean scansClassPathOfTests = path.endsWith("/EventContract.java");
        return path.endsWith(".java") && path.contains("/src/main/java/") && !scansClassPathOfTests;
    }
}
