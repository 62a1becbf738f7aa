package io.certyn.console.signin;

import io.certyn.console.access.Principal;
import io.certyn.console.access.Role;
import io.certyn.ids.AccountId;
import io.certyn.ids.TenantId;

/** A person who can sign in with a password, of which only the hash is kept. */
public record Account(TenantId tenant, AccountId id, String name, String passwordHash, Role role) {

    public Principal principal() {
        return new Principal.Person(tenant, id, name, role);
    }

    /** The hash is a secret too. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
