package io.certyn.console.access;

import java.util.Set;

/** Something the console itself does for a caller. */
public sealed interface Act {

    record SeeOneself() implements Act {}

    record MakeOwnerLink() implements Act {}

    record ListApiKeys() implements Act {}

    record CreateApiKey(Set<Scope> scopes) implements Act {
        public CreateApiKey {
            scopes = Set.copyOf(scopes);
        }
    }

    record RevokeApiKey() implements Act {}
}
