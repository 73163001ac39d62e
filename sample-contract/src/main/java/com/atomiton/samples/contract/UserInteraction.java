package com.atomiton.samples.contract;

import com.atomiton.events.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the user did in the editor.
 *
 * @param action what, for example {@code open-blueprint}
 * @param target on what, if on anything
 * @param at when, by the editor's clock
 */
@EventName("user:interaction")
public record UserInteraction(String action, @Nullable String target, Instant at) {}
