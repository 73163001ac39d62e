package com.atomiton.events.codec;

import com.atomiton.events.LogText;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamContext;

/** Where in a payload something is, as in {@code nodes[3].parameters.when}. */
final class PropertyPath {

    /** A cycle makes a path as long as payloads may be deep. */
    private static final int MAX_LENGTH = 200;

    private final StringBuilder text = new StringBuilder();

    private PropertyPath() {}

    static String of(JacksonException failed) {
        PropertyPath path = new PropertyPath();
        for (Reference reference : failed.getPath()) {
            path.add(reference.getPropertyName(), reference.getIndex());
        }
        return path.toString();
    }

    /** Where a parser or generator is. */
    static String of(TokenStreamContext context) {
        Deque<TokenStreamContext> outermostFirst = new ArrayDeque<>();
        for (@Nullable TokenStreamContext at = context; at != null; at = at.getParent()) {
            outermostFirst.push(at);
        }
        PropertyPath path = new PropertyPath();
        for (TokenStreamContext at : outermostFirst) {
            path.add(at.inObject() ? at.currentName() : null, at.inArray() ? at.getCurrentIndex() : -1);
        }
        return path.toString();
    }

    private void add(@Nullable String name, int index) {
        if (name != null) {
            text.append(text.isEmpty() ? "" : ".").append(LogText.escape(name));
        } else if (index >= 0) {
            text.append('[').append(index).append(']');
        }
    }

    @Override
    public String toString() {
        return text.length() <= MAX_LENGTH ? text.toString() : text.substring(0, MAX_LENGTH) + "…";
    }
}
