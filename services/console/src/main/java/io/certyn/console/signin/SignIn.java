package io.certyn.console.signin;

import io.certyn.console.access.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The stay of one person, from the password to the sign-out or the deadline. */
public record SignIn(Principal who, Instant until, @Nullable Instant endedAt) {

    public boolean isOpen(Instant now) {
        return endedAt == null && now.isBefore(until);
    }
}
