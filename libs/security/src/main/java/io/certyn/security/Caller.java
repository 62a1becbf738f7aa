package io.certyn.security;

import io.certyn.ids.TenantId;
import java.util.Set;

/**
 * On whose behalf a request is made.
 *
 * @param subject {@code key:key_…} or {@code account:acc_…}
 */
public record Caller(TenantId tenant, String subject, Set<String> scopes) {

    /** The scope that includes every other. */
    public static final String ADMIN = "admin";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(String scope) {
        return scopes.contains(scope) || scopes.contains(ADMIN);
    }
}
