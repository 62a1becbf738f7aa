package io.certyn.telemetry;

/** Keys of log fields and span attributes that say which thing a line is about. */
public final class Keys {

    public static final String RUN_ID = "runId";
    public static final String SESSION_ID = "sessionId";
    public static final String LEASE_ID = "leaseId";
    public static final String EPOCH = "epoch";
    public static final String RUNNER_ID = "runnerId";
    public static final String TENANT_ID = "tenantId";

    private Keys() {}
}
