package io.certyn.broker.token;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registration token to be made, within what its mode allows. */
public record NewToken(TokenMode mode, int maxUses, Duration life) {

    private static final int MOST_USES = 1000;
    private static final Duration USUAL_LIFE = Duration.ofMinutes(15);

    /** What was asked for, or the field that makes no sense. */
    public sealed interface Wish {

        record Granted(NewToken token) implements Wish {}

        record Invalid(String field, String detail) implements Wish {}
    }

    public static Wish of(
            @Nullable String mode, @Nullable Integer maxUses, @Nullable String expiresIn) {
        var known = TokenMode.of(mode == null ? TokenMode.SINGLE_USE.wire() : mode);
        if (known.isEmpty()) {
            return new Wish.Invalid("mode", "single_use or multi_use");
        }
        var life = life(expiresIn);
        if (life.isEmpty()
                || !life.get().isPositive()
                || life.get().compareTo(known.get().longestLife()) > 0) {
            return new Wish.Invalid(
                    "expiresIn", "an ISO duration of at most " + known.get().longestLife());
        }
        return switch (known.get()) {
            case SINGLE_USE ->
                    maxUses == null || maxUses == 1
                            ? granted(known.get(), 1, life.get())
                            : new Wish.Invalid("maxUses", "1 for a single use");
            case MULTI_USE ->
                    maxUses == null || maxUses < 1 || maxUses > MOST_USES
                            ? new Wish.Invalid("maxUses", "1 to " + MOST_USES)
                            : granted(known.get(), maxUses, life.get());
        };
    }

    private static Wish granted(TokenMode mode, int maxUses, Duration life) {
        return new Wish.Granted(new NewToken(mode, maxUses, life));
    }

    private static Optional<Duration> life(@Nullable String text) {
        try {
            return Optional.of(text == null ? USUAL_LIFE : Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
