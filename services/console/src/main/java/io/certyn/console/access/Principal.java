package io.certyn.console.access;

import io.certyn.ids.AccountId;
import io.certyn.ids.ApiKeyId;
import io.certyn.ids.TenantId;
import java.util.Set;

/** Who is calling, once the credential has been checked. */
public sealed interface Principal {

    TenantId tenant();

    Set<Scope> scopes();

    /** The name in caller tokens and in the audit trail. */
    String subject();

    /** A program that holds an API key. */
    record Machine(TenantId tenant, ApiKeyId key, String name, Set<Scope> scopes)
            implements Principal {

        public Machine {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String subject() {
            return "key:" + key;
        }
    }

    /** A member who signed in. */
    record Person(TenantId tenant, AccountId account, String name, Role role) implements Principal {

        @Override
        public Set<Scope> scopes() {
            return role.scopes();
        }

        @Override
        public String subject() {
            return "account:" + account;
        }
    }
}
