package io.certyn.broker.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final Instant DUE = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void silenceIsCountedFromWhenARunnerAnnouncedToBeHeard() {
        assertThat(at(10)).isEqualTo(Presence.ONLINE);
        assertThat(at(11)).isEqualTo(Presence.SUSPECT);
        assertThat(at(30)).isEqualTo(Presence.SUSPECT);
        assertThat(at(31)).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void whoWasNeverHeardIsOffline() {
        assertThat(Presence.of(false, DUE, false, DUE)).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void drainingShowsOnlyWhileARunnerIsHeard() {
        assertThat(Presence.of(true, DUE, true, DUE)).isEqualTo(Presence.DRAINING);
        assertThat(Presence.of(true, DUE, true, DUE.plusSeconds(40))).isEqualTo(Presence.OFFLINE);
    }

    private static Presence at(int secondsLate) {
        return Presence.of(true, DUE, false, DUE.plusSeconds(secondsLate));
    }
}
