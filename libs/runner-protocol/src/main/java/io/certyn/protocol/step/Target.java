package io.certyn.protocol.step;

import java.util.List;
import java.util.Optional;

/**
 * What a step points at, as the case says it: a name, perhaps a role, a place and a position.
 *
 * @param exactly only the name as written counts, case and all
 * @param scopes sections the element lies in, the innermost first
 */
public record Target(
        Text name,
        Optional<Role> role,
        Optional<Position> position,
        boolean exactly,
        List<Scope> scopes) {

    public Target {
        scopes = List.copyOf(scopes);
    }

    /** A named part of the page: a section, row, dialog, list item or frame. */
    public record Scope(Text name, Optional<Role> role) {}

    /** Which one, in document order, where several fit. */
    public sealed interface Position {

        /** Counted from 1. */
        record Nth(int number) implements Position {}

        record Last() implements Position {}
    }
}
