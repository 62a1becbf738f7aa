package io.certyn.protocol.step;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a step points at, as the case says it: a name, perhaps a role, a place and a position.
 *
 * @param exactly only the name as written counts, case and all
 * @param beside another element that tells this one from others of its name
 * @param scopes sections the element lies in, the innermost first
 */
public record Target(
        Text name,
        Optional<Role> role,
        Optional<Position> position,
        boolean exactly,
        Optional<Beside> beside,
        List<Scope> scopes) {

    public Target {
        scopes = List.copyOf(scopes);
    }

    /** A named part of the page: a section, row, dialog, list item or frame. */
    public record Scope(Text name, Optional<Role> role) {}

    /** How the element lies to another one on the screen. */
    public record Beside(Side side, Text name, Optional<Role> role) {}

    /** Where an element lies, seen from another one. */
    public enum Side {
        /** The closest one. */
        NEAR,
        BELOW,
        ABOVE,
        RIGHT_OF,
        LEFT_OF;

        /** As a case says it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Which one, in document order, where several fit. */
    public sealed interface Position {

        /** Counted from 1. */
        record Nth(int number) implements Position {}

        record Last() implements Position {}
    }
}
