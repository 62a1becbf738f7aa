package io.certyn.console.signin.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What people send to get in. */
final class SignInWishes {

    /** Longer than any password; the limit keeps the hash from being a way to waste our time. */
    private static final int LONGEST_PASSWORD = 200;

    private SignInWishes() {}

    /** The holder of the owner link chooses name and password. */
    record Welcome(
            @NotBlank @Size(max = 300) String token,
            @NotNull
                    @Size(min = 1, max = 64)
                    @Pattern(
                            regexp = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._@+-]*[\\p{L}\\p{N}])?",
                            message = "letters, digits and . _ @ + - between them")
                    String name,
            @NotNull @Size(min = 12, max = LONGEST_PASSWORD, message = "12 to 200 characters")
                    String password) {

        @Override
        public String toString() {
            return "Welcome[…]";
        }
    }

    /** Name and password. */
    record Entry(
            @NotBlank @Size(max = 64) String name,
            @NotBlank @Size(max = LONGEST_PASSWORD) String password) {

        @Override
        public String toString() {
            return "Entry[…]";
        }
    }
}
