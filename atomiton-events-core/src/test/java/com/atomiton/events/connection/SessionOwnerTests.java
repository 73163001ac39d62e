package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.transport.Transport;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** Who may take up a session of main. */
class SessionOwnerTests {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(TIME, TIME, TIME, 2, TIME, TIME, TIME, 1, 1, 1, 1, TIME);

    private final SessionStore sessions = new SessionStore(
            SETTINGS, mock(ScheduledExecutorService.class), mock(Transport.class), mock(SessionStore.Endings.class));
    private final Peer editor = new Peer("1", "editor", ProcessRole.RENDERER);
    private final PeerSession session = sessions.create(editor, "alice");

    @Test
    void aSessionBelongsToItsProcessByItsToken() {
        assertThat(sessions.find(session.token(), editor, "alice")).isSameAs(session);
        assertThat(sessions.find(session.token(), new Peer("2", "editor", ProcessRole.RENDERER), "alice"))
                .isNull();
        assertThat(sessions.find(session.token() + "A", editor, "alice")).isNull();
    }

    @Test
    void aProcessOfAnotherUserCannotTakeItUpWhateverItKnows() {
        assertThat(sessions.find(session.token(), editor, "bob")).isNull();
        assertThat(sessions.takeUp(editor, "bob")).isNull();
        assertThat(sessions.takeUp(editor, "alice")).isSameAs(session);

        session.end();

        Peer successor = new Peer("2", "editor", ProcessRole.RENDERER);
        assertThat(sessions.takeUp(successor, "bob")).isNull();
        assertThat(sessions.takeUp(successor, "alice")).isSameAs(session);
    }
}
