package io.certyn.console.access;

import java.util.EnumSet;
import java.util.Set;

/** What a person is in a tenant: a bundle of scopes. */
public enum Role {
    OWNER,
    EDITOR,
    VIEWER;

    public Set<Scope> scopes() {
        return switch (this) {
            case OWNER -> EnumSet.allOf(Scope.class);
            case EDITOR -> EnumSet.complementOf(EnumSet.of(Scope.ADMIN, Scope.RUNNERS_MANAGE));
            case VIEWER -> EnumSet.of(Scope.RUNS_READ, Scope.ARTIFACTS_READ);
        };
    }
}
