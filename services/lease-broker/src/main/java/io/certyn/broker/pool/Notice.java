package io.certyn.broker.pool;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long sessions may go on when what runs them is drained.
 *
 * @param length empty where they may end by themselves
 */
public record Notice(Optional<Duration> length) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** What is said where a notice cannot be read. */
    public static final String FORM = "an ISO duration of at most " + LONGEST;

    /** Empty if the text is no notice that can be given. */
    public static Optional<Notice> of(@Nullable String text) {
        if (text == null) {
            return Optional.of(new Notice(Optional.empty()));
        }
        try {
            var length = Duration.parse(text);
            return length.isNegative() || length.compareTo(LONGEST) > 0
                    ? Optional.empty()
                    : Optional.of(new Notice(Optional.of(length)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
