package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of which parts are generated: what stands between {@code <!-- generated: name -->} and {@code <!-- end -->}. A
 * test compares such a part with what it generates; run with {@code -Ddocs.write=true}, it writes it.
 *
 * @param path seen from the root of the repository
 */
public record GeneratedDoc(String path) {

    private static final boolean WRITE = Boolean.getBoolean("docs.write");

    /** Fails if the part is not this text. */
    public void requirePart(String name, String text) throws IOException {
        String generated = "\n" + text.strip() + "\n";
        Path file = Path.of("..").resolve(path);
        String page = Files.readString(file);
        Matcher part = Pattern.compile(
                        "(?<=<!-- generated: " + Pattern.quote(name) + " -->\n).*?(?=<!-- end -->)", Pattern.DOTALL)
                .matcher(page);
        assertThat(part.find()).as("a part '" + name + "' in " + path).isTrue();
        if (WRITE) {
            Files.writeString(file, page.substring(0, part.start()) + generated + "\n" + page.substring(part.end()));
        } else {
            assertThat(part.group().strip())
                    .as("'" + name + "' in " + path
                            + "; run the tests of this module with -Ddocs.write=true to update it")
                    .isEqualTo(generated.strip());
        }
    }
}
