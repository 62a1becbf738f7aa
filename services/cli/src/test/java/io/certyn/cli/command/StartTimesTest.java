package io.certyn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class StartTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final StartTimes times = new StartTimes(InstantSource.fixed(NOW));

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T08:00Z, 2026-12-01T08:00:00Z",
        "2026-12-01T08:00:30Z, 2026-12-01T08:00:30Z",
        "2026-12-01T09:00+01:00, 2026-12-01T08:00:00Z",
        "+90s, 2026-11-27T12:01:30Z",
        "+15m, 2026-11-27T12:15:00Z",
        "+2h, 2026-11-27T14:00:00Z"
    })
    void aStartIsATimeWithItsOffsetOrCountedFromNow(String text, Instant start) {
        assertThat(times.convert(text)).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "08:00", "2026-12-01", "2026-12-01T08:00", "2026-13-01T08:00Z"})
    void whatIsNoTimeIsAnsweredWithWhatIs(String text) {
        assertThatThrownBy(() -> times.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'" + text + "' is no time with its offset, such as 2026-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "+15", "+m", "+-5m", "+15d"})
    void whatIsNoDurationIsAnsweredWithWhatIs(String text) {
        assertThatThrownBy(() -> times.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageEndingWith("is no duration such as 90s, 30m or 2h");
    }

    /** Most likely mistyped, and a run that starts at once is not what was meant. */
    @Test
    void aTimeThatHasPassedIsRefused() {
        assertThatThrownBy(() -> times.convert("2026-11-27T11:59Z"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'2026-11-27T11:59Z' has passed");
    }
}
