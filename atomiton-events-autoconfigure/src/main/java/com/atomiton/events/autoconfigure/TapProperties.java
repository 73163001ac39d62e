package com.atomiton.events.autoconfigure;

import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapAccess;
import java.util.LinkedHashSet;
import java.util.Set;

/** Properties under {@code atomiton.events.tap}: what others may see of what passes main. */
public class TapProperties {

    /** Whether other processes of this user may look at what passes main. Never with security.allowed-users. */
    private boolean enabled = true;

    /** Whether they see payloads too. */
    private boolean payloads;

    /** Words in the names of properties whose values are hidden wherever payloads are shown. */
    private Set<String> redact = new LinkedHashSet<>(Redaction.DEFAULT_WORDS);

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public boolean isPayloads() {
        return payloads;
    }

    public void setPayloads(boolean payloads) {
        this.payloads = payloads;
    }

    public Set<String> getRedact() {
        return redact;
    }

    public void setRedact(Set<String> redact) {
        this.redact = redact;
    }

    TapAccess access(boolean othersAllowed) {
        return new TapAccess(enabled && !othersAllowed, payloads, new Redaction(redact));
    }
}
