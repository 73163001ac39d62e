package com.atomiton.events.simulation;

import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.NamePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the application of one process listens to, by names and patterns. */
final class Listening {

    static final List<String> EVENTS = List.of("e:0", "e:1", "e:2");
    static final List<String> RETAINED = List.of("r:0", "r:1");

    private static final List<String> TEXTS = List.of("e:0", "e:1", "e:2", "r:0", "r:1", "e:*", "r:*", "**");

    /** Names that nobody emits: they make the interest so long that it comes in parts. */
    private static final int MANY = 40;

    private static final String LONG = ":" + "x".repeat(100);

    private final Model model;
    private final TreeSet<String> texts = new TreeSet<>();
    private final Map<String, Period> periods = new HashMap<>();

    Listening(Model model, Random random) {
        this.model = model;
        EVENTS.forEach(name -> startWith(name, random.nextInt(5) > 0));
        RETAINED.forEach(name -> startWith(name, random.nextBoolean()));
        startWith("**", random.nextInt(8) == 0);
        int many = random.nextBoolean() ? MANY : 0;
        for (int i = 0; i < many; i++) {
            texts.add(i + LONG);
        }
    }

    private void startWith(String text, boolean listens) {
        if (listens) {
            change(text);
        }
    }

    List<String> texts() {
        return new ArrayList<>(texts);
    }

    /** Begins to listen to something, or no longer does; returns what is to be announced. */
    Interest change(Random random) {
        return change(random.nextInt(5) == 0 ? random.nextInt(MANY) + LONG : TEXTS.get(random.nextInt(TEXTS.size())));
    }

    /** Listens if it does not, and else no longer does. */
    Interest change(String text) {
        long moment = model.nextMoment();
        boolean isNew = texts.add(text);
        if (!isNew) {
            texts.remove(text);
        }
        for (List<String> names : List.of(EVENTS, RETAINED)) {
            names.stream().filter(name -> matches(text, name)).forEach(name -> changed(name, isNew, moment));
        }
        return isNew
                ? new Interest(List.of(text), List.of())
                : new Interest(List.of(), List.of(), List.of(text), List.of(), null);
    }

    private void changed(String name, boolean isNew, long moment) {
        Period period = periods.get(name);
        if (isNew && period == null) {
            periods.put(name, new Period(moment));
        } else if (!isNew && period != null) {
            if (texts.stream().anyMatch(other -> matches(other, name))) {
                period.renew(moment);
            } else {
                period.end();
                periods.remove(name);
            }
        }
    }

    private static boolean matches(String text, String name) {
        return text.equals(name)
                || NamePattern.isPattern(text) && NamePattern.of(text).matches(name);
    }

    /** Since when it has wanted events of this name; {@code null} if it does not. */
    @Nullable
    Period period(String name) {
        return periods.get(name);
    }

    /** The process has ended. */
    void end() {
        periods.values().forEach(Period::end);
    }
}
