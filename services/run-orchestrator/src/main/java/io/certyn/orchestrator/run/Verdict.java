package io.certyn.orchestrator.run;

import static io.certyn.orchestrator.run.StatusReason.ALL_PASSED;
import static io.certyn.orchestrator.run.StatusReason.ALL_QUARANTINED;
import static io.certyn.orchestrator.run.StatusReason.CANCELLED_BY_USER;
import static io.certyn.orchestrator.run.StatusReason.CASES_BLOCKED;
import static io.certyn.orchestrator.run.StatusReason.CASES_CANCELLED;
import static io.certyn.orchestrator.run.StatusReason.CASES_FAILED;
import static io.certyn.orchestrator.run.StatusReason.CASES_INCONCLUSIVE;
import static io.certyn.orchestrator.run.StatusReason.EXPLORATION_COMPLETED;
import static io.certyn.orchestrator.run.StatusReason.FAILURES_WITHIN_POLICY;
import static io.certyn.orchestrator.run.StatusReason.NO_CASES_SELECTED;
import static io.certyn.orchestrator.run.StatusReason.PASSED_WITH_RETRY;
import static io.certyn.orchestrator.run.StatusReason.PLATFORM_ERROR;
import static io.certyn.orchestrator.run.StatusReason.RUN_DEADLINE;

/** What a finished run amounts to. */
public record Verdict(StatusReason reason, boolean needsReview) {

    /** The first row that fits wins; rows 2 to 7 look at counted cases only. */
    static Verdict of(Tally tally, Plan plan, boolean cancelledByUser) {
        return new Verdict(reason(tally, plan, cancelledByUser), tally.inconclusive() > 0);
    }

    private static StatusReason reason(Tally tally, Plan plan, boolean cancelledByUser) {
        if (cancelledByUser) {
            return CANCELLED_BY_USER;
        }
        if (tally.failed() > plan.failuresAllowed()) {
            return CASES_FAILED;
        }
        if (tally.error() > 0) {
            return tally.error() == tally.deadlineErrors() ? RUN_DEADLINE : PLATFORM_ERROR;
        }
        if (tally.blocked() > 0) {
            return CASES_BLOCKED;
        }
        if (tally.inconclusive() > 0) {
            return CASES_INCONCLUSIVE;
        }
        if (tally.cancelled() > 0) {
            return CASES_CANCELLED;
        }
        if (tally.counted() == 0) {
            return tally.quarantined() == 0 ? NO_CASES_SELECTED : ALL_QUARANTINED;
        }
        return success(tally, plan);
    }

    private static StatusReason success(Tally tally, Plan plan) {
        if (plan.kind() == Plan.Kind.EXPLORATION) {
            return EXPLORATION_COMPLETED;
        }
        if (tally.failed() > 0) {
            return FAILURES_WITHIN_POLICY;
        }
        return tally.laterPasses() > 0 ? PASSED_WITH_RETRY : ALL_PASSED;
    }

    public RunStatus status() {
        return switch (reason) {
            case CANCELLED_BY_USER -> RunStatus.CANCELLED;
            case CASES_FAILED, CASES_INCONCLUSIVE, CASES_CANCELLED -> RunStatus.FAILED;
            case RUN_DEADLINE, PLATFORM_ERROR, CASES_BLOCKED, NO_CASES_SELECTED, ALL_QUARANTINED ->
                    RunStatus.ERROR;
            case EXPLORATION_COMPLETED, FAILURES_WITHIN_POLICY, PASSED_WITH_RETRY, ALL_PASSED ->
                    RunStatus.PASSED;
        };
    }

    public Conclusion conclusion() {
        return switch (reason) {
            case CANCELLED_BY_USER -> Conclusion.CANCELLED;
            case CASES_FAILED,
                    RUN_DEADLINE,
                    PLATFORM_ERROR,
                    CASES_BLOCKED,
                    NO_CASES_SELECTED,
                    ALL_QUARANTINED ->
                    Conclusion.FAILURE;
            case CASES_INCONCLUSIVE, CASES_CANCELLED -> Conclusion.ACTION_REQUIRED;
            case EXPLORATION_COMPLETED -> Conclusion.NEUTRAL;
            case FAILURES_WITHIN_POLICY, PASSED_WITH_RETRY, ALL_PASSED -> Conclusion.SUCCESS;
        };
    }
}
