package io.certyn.security;

import java.util.Set;

/** Names of the scopes a credential can have. */
public final class Scopes {

    public static final String RUNS_READ = "runs:read";
    public static final String RUNS_CREATE = "runs:create";
    public static final String RUNS_CANCEL = "runs:cancel";
    public static final String ARTIFACTS_READ = "artifacts:read";
    public static final String CASES_WRITE = "cases:write";
    public static final String ENVIRONMENTS_WRITE = "environments:write";
    public static final String RUNNERS_MANAGE = "runners:manage";
    public static final String ADMIN = Caller.ADMIN;

    /** Every scope there is. */
    public static final Set<String> ALL =
            Set.of(
                    RUNS_READ,
                    RUNS_CREATE,
                    RUNS_CANCEL,
                    ARTIFACTS_READ,
                    CASES_WRITE,
                    ENVIRONMENTS_WRITE,
                    RUNNERS_MANAGE,
                    ADMIN);

    private Scopes() {}
}
