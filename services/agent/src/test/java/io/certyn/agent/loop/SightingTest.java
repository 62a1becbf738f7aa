package io.certyn.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.agent.check.Reason;
import io.certyn.agent.find.Candidate;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Tier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingTest {

    private static final Duration START = Duration.ZERO;
    private static final Duration LATER = Duration.ofMillis(300);
    private static final Sighting.Terms TERMS = new Sighting.Terms(Duration.ofSeconds(10), false);

    private static Candidate candidate(String ref, Tier tier) {
        return new Candidate(new Handle.Ref(ref), "button", "Save", tier, "");
    }

    @Test
    void aGoodFitIsUsedAtOnce() {
        var save = candidate("e1", Tier.EXACT);

        assertThat(Sighting.first(new Resolution.Unique(save), START).decide(START, "x", TERMS))
                .isEqualTo(new Decision.Use(save));
    }

    @Test
    void aWeakFitHasToLast() {
        // Given
        var draft = new Resolution.Unique(candidate("e1", Tier.PARTIAL));
        var seen = Sighting.first(draft, START);

        // Then
        assertThat(seen.decide(START, "x", TERMS)).isEqualTo(new Decision.LookAgain());
        assertThat(seen.then(draft, LATER).decide(LATER, "x", TERMS))
                .isInstanceOf(Decision.Use.class);
    }

    @Test
    void doublesAreGivenAMomentToGoAway() {
        // Given
        var both =
                new Resolution.Ambiguous(
                        List.of(candidate("e1", Tier.EXACT), candidate("e2", Tier.EXACT)));
        var seen = Sighting.first(both, START);

        // Then
        assertThat(seen.decide(START, "x", TERMS)).isEqualTo(new Decision.LookAgain());
        assertThat(seen.then(both, LATER).decide(LATER, "\"Save\"", TERMS))
                .isInstanceOfSatisfying(
                        Decision.GiveUp.class,
                        end -> {
                            assertThat(end.verdict().reason()).contains(Reason.AMBIGUOUS_TARGET);
                            assertThat(end.verdict().message()).startsWith("\"Save\" fits 2");
                        });
    }

    @Test
    void whatIsAbsentIsLookedForUntilItsTimeIsOver() {
        var absent = Sighting.first(new Resolution.Absent("no \"Save\""), START);
        var end = Duration.ofSeconds(10);

        assertThat(absent.decide(LATER, "x", TERMS)).isEqualTo(new Decision.LookAgain());
        assertThat(absent.decide(end, "x", TERMS)).isInstanceOf(Decision.GiveUp.class);
        assertThat(absent.decide(end, "x", new Sighting.Terms(end, true)))
                .isEqualTo(new Decision.LeaveOut());
    }
}
