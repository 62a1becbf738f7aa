package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsDoubleFromHalfASecondToEight() {
        // When
        var waits = new ArrayList<Long>();
        for (var backoff = Backoff.first();
                waits.size() < 7;
                backoff = backoff.after(Duration.ZERO)) {
            waits.add(backoff.next().toMillis());
        }

        // Then
        assertThat(waits).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
    }

    @Test
    void aPartThatRanForAWhileStartsOverWithAShortWait() {
        // Given
        var backoff = new Backoff(Duration.ofSeconds(8));

        // When
        var next = backoff.after(Duration.ofSeconds(30));

        // Then
        assertThat(next).isEqualTo(Backoff.first());
    }
}
