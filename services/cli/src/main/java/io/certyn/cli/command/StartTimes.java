package io.certyn.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2026-12-01T08:00Z}, with whatever offset, and {@code +15m} from now. */
public final class StartTimes implements ITypeConverter<Instant> {

    private final InstantSource clock;

    public StartTimes() {
        this(InstantSource.system());
    }

    StartTimes(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        if (text.startsWith("+")) {
            return clock.instant().plus(new Durations().convert(text.substring(1)));
        }
        var start = read(text);
        if (start.isBefore(clock.instant())) {
            throw new TypeConversionException("'" + text + "' has passed");
        }
        return start;
    }

    private static Instant read(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'"
                            + text
                            + "' is no time with its offset, such as 2026-12-01T08:00Z or"
                            + " 2026-12-01T09:00+01:00, and none from now, such as +15m");
        }
    }
}
