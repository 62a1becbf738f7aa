package io.certyn.orchestrator.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunBodyTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration USUAL = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofHours(24);

    @Test
    void theUsualDeadlineCountsFromTheStart() {
        assertThat(deadline(null, null)).isEqualTo(USUAL);
        assertThat(deadline(null, NOON.minusSeconds(60))).isEqualTo(USUAL);
        assertThat(deadline(null, NOON.plus(Duration.ofHours(5)))).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void theUsualDeadlineIsNoLongerThanAllowed() {
        assertThat(deadline(null, NOON.plus(Duration.ofHours(23)))).isEqualTo(LONGEST);
    }

    @Test
    void aDeadlineThatIsNamedCountsFromNow() {
        assertThat(deadline(Duration.ofHours(3), NOON.plus(Duration.ofHours(1))))
                .isEqualTo(Duration.ofHours(3));
    }

    private static Duration deadline(@Nullable Duration named, @Nullable Instant notBefore) {
        return new RunBody("one", null, null, "local", null, named, null, notBefore, null)
                .deadline(USUAL, LONGEST, NOON);
    }
}
