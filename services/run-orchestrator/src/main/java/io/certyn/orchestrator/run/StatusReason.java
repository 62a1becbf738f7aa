package io.certyn.orchestrator.run;

/** Which row of the verdict table decided. */
public enum StatusReason {
    CANCELLED_BY_USER,
    CASES_FAILED,
    RUN_DEADLINE,
    PLATFORM_ERROR,
    CASES_BLOCKED,
    CASES_INCONCLUSIVE,
    CASES_CANCELLED,
    NO_CASES_SELECTED,
    ALL_QUARANTINED,
    EXPLORATION_COMPLETED,
    FAILURES_WITHIN_POLICY,
    PASSED_WITH_RETRY,
    ALL_PASSED
}
