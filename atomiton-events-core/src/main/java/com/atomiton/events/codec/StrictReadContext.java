package com.atomiton.events.codec;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonReadContext;

/**
 * Where in its text a {@link StrictJsonParser} is. Refuses a name that its object has had before, and one that holds half a
 * surrogate pair. Jackson's own detector of duplicates makes a hash set for each object of more than two names, which was
 * 18 % of what a small event cost its receiver.
 */
final class StrictReadContext extends JsonReadContext {

    /** So many names are compared one by one. */
    private static final int FEW = 16;

    private final StrictJsonParser parser;
    private @Nullable StrictReadContext child;

    private String[] names = {};
    private int count;

    /** All names, if they are more than a few. */
    private @Nullable Set<String> many;

    private StrictReadContext(
            @Nullable StrictReadContext parent, StrictJsonParser parser, int depth, int type, int line, int column) {
        super(parent, depth, null, type, line, column);
        this.parser = parser;
    }

    static StrictReadContext root(StrictJsonParser parser) {
        return new StrictReadContext(null, parser, 0, TYPE_ROOT, 1, 0);
    }

    @Override
    public JsonReadContext createChildArrayContext(int line, int column) {
        return child(TYPE_ARRAY, line, column);
    }

    @Override
    public JsonReadContext createChildObjectContext(int line, int column) {
        return child(TYPE_OBJECT, line, column);
    }

    private JsonReadContext child(int type, int line, int column) {
        StrictReadContext known = child;
        if (known == null) {
            known = new StrictReadContext(this, parser, getNestingDepth() + 1, type, line, column);
            child = known;
            return known;
        }
        return known.reset(type, line, column);
    }

    @Override
    public JsonReadContext reset(int type, int line, int column) {
        count = 0;
        many = null;
        return super.reset(type, line, column);
    }

    @Override
    public void setCurrentName(String name) {
        super.setCurrentName(name);
        if (!isNew(name)) {
            throw new StreamReadException(parser, "Duplicate Object property \"" + name + "\"");
        }
        parser.requireWellFormed(name);
    }

    private boolean isNew(String name) {
        Set<String> all = many;
        if (all != null) {
            return all.add(name);
        }
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return false;
            }
        }
        if (count == FEW) {
            many = new HashSet<>(Arrays.asList(names));
            return many.add(name);
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, count == 0 ? FEW / 2 : FEW);
        }
        names[count++] = name;
        return true;
    }
}
