package io.certyn.console.access;

import java.util.Set;
import java.util.TreeSet;

/** Whether somebody may do something, and if not, which scope is missing. */
public sealed interface Access {

    record Allowed() implements Access {}

    record Refused(Scope missing) implements Access {}

    static Access decide(Principal who, Act act) {
        return switch (act) {
            case Act.SeeOneself _ -> new Allowed();
            case Act.MakeOwnerLink _, Act.ListApiKeys _, Act.RevokeApiKey _ ->
                    needs(who, Scope.ADMIN);
            case Act.CreateApiKey(var scopes) -> createKey(who, scopes);
        };
    }

    /** Nobody hands out what they do not have. */
    private static Access createKey(Principal who, Set<Scope> scopes) {
        var lacking = new TreeSet<>(scopes);
        lacking.removeIf(scope -> has(who, scope));
        return lacking.isEmpty() ? needs(who, Scope.ADMIN) : new Refused(lacking.getFirst());
    }

    private static Access needs(Principal who, Scope scope) {
        return has(who, scope) ? new Allowed() : new Refused(scope);
    }

    /** The administrator's scope includes every other. */
    private static boolean has(Principal who, Scope scope) {
        return who.scopes().contains(scope) || who.scopes().contains(Scope.ADMIN);
    }
}
