package io.certyn.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private Duration now = Duration.ZERO;
    private final Deadline deadline = new Deadline(() -> now, Duration.ofSeconds(20));

    @Test
    void withoutAnAnswerItPasses() {
        now = Duration.ofMillis(19_999);
        assertThat(deadline.isPast()).isFalse();

        now = Duration.ofSeconds(20);
        assertThat(deadline.isPast()).isTrue();
    }

    @Test
    void anAnswerCountsFromWhenItsQuestionWasSent() {
        // Given
        long nonce = deadline.ask();
        now = Duration.ofSeconds(15);

        // When
        deadline.answered(nonce, Duration.ofSeconds(25));

        // Then
        now = Duration.ofSeconds(24);
        assertThat(deadline.isPast()).isFalse();
        now = Duration.ofSeconds(25);
        assertThat(deadline.isPast()).isTrue();
    }

    @Test
    void anAnswerNobodyAskedForExtendsNothing() {
        deadline.answered(7, Duration.ofHours(1));

        now = Duration.ofSeconds(20);
        assertThat(deadline.isPast()).isTrue();
    }
}
