package io.certyn.console.signin;

import static io.certyn.testing.TestClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts(2, Duration.ofMinutes(5));

    @Test
    void aFewFailuresAreFree() {
        attempts.failed("ada", NOON);

        assertThat(attempts.delay("ada", NOON)).isZero();
    }

    @Test
    void tooManyFailuresWaitForTheRestOfTheWindow() {
        attempts.failed("ada", NOON);
        attempts.failed("ada", NOON.plusSeconds(60));

        assertThat(attempts.delay("ada", NOON.plusSeconds(60))).isEqualTo(Duration.ofMinutes(4));
        assertThat(attempts.delay("eve", NOON.plusSeconds(60))).isZero();
    }

    @Test
    void afterTheWindowCountingBeginsAnew() {
        attempts.failed("ada", NOON);
        attempts.failed("ada", NOON);
        attempts.failed("ada", NOON.plusSeconds(300));

        assertThat(attempts.delay("ada", NOON.plusSeconds(300))).isZero();
    }

    @Test
    void successForgives() {
        attempts.failed("ada", NOON);
        attempts.failed("ada", NOON);
        attempts.succeeded("ada");

        assertThat(attempts.delay("ada", NOON)).isZero();
    }

    @Test
    void memoryHasALimit() {
        attempts.failed("ada", NOON);
        attempts.failed("ada", NOON);
        for (int i = 0; i < 10_000; i++) {
            attempts.failed("name " + i, NOON);
        }

        assertThat(attempts.delay("ada", NOON)).isZero();
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new Attempts(0, Duration.ofMinutes(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
