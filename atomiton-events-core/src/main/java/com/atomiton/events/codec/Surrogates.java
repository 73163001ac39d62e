package com.atomiton.events.codec;

import org.jspecify.annotations.Nullable;

/** Finds halves of surrogate pairs: such text has no UTF-8 form and would come back as something else. */
final class Surrogates {

    private Surrogates() {}

    static boolean isWellFormed(@Nullable String text) {
        if (text == null) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i++;
                if (Character.isLowSurrogate(c) || i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
