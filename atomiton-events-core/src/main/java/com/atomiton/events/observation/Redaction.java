package com.atomiton.events.observation;

import com.atomiton.events.RemoteEventException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hides the values of properties whose names say that they are secret. A name counts if it contains one of the words, in
 * whatever case and with or without {@code -} and {@code _}: {@code api-key} hides {@code apiKey} and {@code X_API_KEY}.
 * Immutable.
 */
public final class Redaction {

    /** What stands for a value that is hidden. */
    public static final String HIDDEN = "******";

    /** The words that hide a value unless others are given. */
    public static final List<String> DEFAULT_WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "authorization",
            "api-key",
            "private-key");

    private final List<String> words;

    /** Hides the values of properties whose names contain one of these words. */
    public Redaction(Collection<String> words) {
        this.words = words.stream()
                .map(Redaction::plain)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Hides what {@link #DEFAULT_WORDS} say. */
    public static Redaction defaults() {
        return new Redaction(DEFAULT_WORDS);
    }

    /** The plain values with what is secret replaced, at any depth. */
    public @Nullable Object apply(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            map.forEach((name, each) -> {
                String text = String.valueOf(name);
                shown.put(text, isSecret(text) ? HIDDEN : apply(each));
            });
            return shown;
        }
        if (value instanceof Collection<?> all) {
            List<@Nullable Object> shown = new ArrayList<>(all.size());
            all.forEach(each -> shown.add(apply(each)));
            return shown;
        }
        return value instanceof RemoteEventException error ? error(error) : value;
    }

    private Map<String, @Nullable Object> error(RemoteEventException error) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("type", error.remoteType());
        shown.put("message", error.getMessage());
        if (!error.data().isEmpty()) {
            shown.put("data", apply(error.data()));
        }
        return shown;
    }

    private boolean isSecret(String name) {
        String plain = plain(name);
        return words.stream().anyMatch(plain::contains);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
