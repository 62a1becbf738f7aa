package io.certyn.orchestrator.run;

import static io.certyn.orchestrator.run.Conclusion.ACTION_REQUIRED;
import static io.certyn.orchestrator.run.Conclusion.FAILURE;
import static io.certyn.orchestrator.run.Conclusion.NEUTRAL;
import static io.certyn.orchestrator.run.Conclusion.SUCCESS;
import static io.certyn.orchestrator.session.Outcome.BLOCKED;
import static io.certyn.orchestrator.session.Outcome.CANCELLED;
import static io.certyn.orchestrator.session.Outcome.ERROR;
import static io.certyn.orchestrator.session.Outcome.FAILED;
import static io.certyn.orchestrator.session.Outcome.INCONCLUSIVE;
import static io.certyn.orchestrator.session.Outcome.PASSED;
import static io.certyn.orchestrator.session.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verdict table of the product, row by row. */
class VerdictTest {

    private static final Plan PLAN = Plan.cases(Instant.EPOCH);
    private static final Plan ONE_MAY_FAIL = new Plan(Plan.Kind.CASES, Instant.EPOCH, 1);
    private static final Plan EXPLORATION = new Plan(Plan.Kind.EXPLORATION, Instant.EPOCH, 0);

    private static RunCase.Settled found(Outcome outcome) {
        return settled(outcome, null, 1, false);
    }

    private static RunCase.Settled deadline() {
        return settled(ERROR, "RUN_DEADLINE", 1, false);
    }

    private static RunCase.Settled quarantined(Outcome outcome) {
        return settled(outcome, null, 1, true);
    }

    private static RunCase.Settled settled(
            Outcome outcome,
            @org.jspecify.annotations.Nullable String reason,
            int attempt,
            boolean quarantined) {
        var id = new CaseId(new UUID(0, 1));
        return new RunCase.Settled(
                id,
                quarantined,
                new Finding(id, outcome, reason, null, Duration.ZERO, false),
                attempt);
    }

    private static Verdict verdict(Plan plan, boolean cancelled, RunCase.Settled... cases) {
        var tally = Tally.open(cases.length);
        for (var one : cases) {
            tally = tally.with(one);
        }
        return Verdict.of(tally, plan, cancelled);
    }

    private static void row(
            Verdict verdict, RunStatus status, Conclusion conclusion, StatusReason reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.conclusion()).isEqualTo(conclusion);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void row1AUserCancelledAnyMix(Outcome outcome) {
        row(
                verdict(PLAN, true, found(outcome), found(FAILED), found(PASSED)),
                RunStatus.CANCELLED,
                Conclusion.CANCELLED,
                StatusReason.CANCELLED_BY_USER);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void row2FailuresBeyondPolicyBesideAnyOther(Outcome other) {
        row(
                verdict(PLAN, false, found(other), found(FAILED)),
                RunStatus.FAILED,
                FAILURE,
                StatusReason.CASES_FAILED);
        row(
                verdict(ONE_MAY_FAIL, false, found(FAILED), found(other), found(FAILED)),
                RunStatus.FAILED,
                FAILURE,
                StatusReason.CASES_FAILED);
    }

    @Test
    void row3ErrorsAllBecauseOfTheDeadline() {
        row(
                verdict(PLAN, false, deadline(), found(PASSED), found(BLOCKED), deadline()),
                RunStatus.ERROR,
                FAILURE,
                StatusReason.RUN_DEADLINE);
    }

    @Test
    void row4AnyOtherError() {
        row(
                verdict(PLAN, false, deadline(), found(ERROR), found(PASSED)),
                RunStatus.ERROR,
                FAILURE,
                StatusReason.PLATFORM_ERROR);
        row(
                verdict(EXPLORATION, false, found(ERROR)),
                RunStatus.ERROR,
                FAILURE,
                StatusReason.PLATFORM_ERROR);
        row(
                verdict(ONE_MAY_FAIL, false, found(FAILED), found(ERROR)),
                RunStatus.ERROR,
                FAILURE,
                StatusReason.PLATFORM_ERROR);
    }

    @Test
    void row5AnyBlocked() {
        row(
                verdict(PLAN, false, found(BLOCKED), found(INCONCLUSIVE), found(PASSED)),
                RunStatus.ERROR,
                FAILURE,
                StatusReason.CASES_BLOCKED);
    }

    @Test
    void row6AnyInconclusive() {
        row(
                verdict(PLAN, false, found(INCONCLUSIVE), found(CANCELLED), found(PASSED)),
                RunStatus.FAILED,
                ACTION_REQUIRED,
                StatusReason.CASES_INCONCLUSIVE);
    }

    @Test
    void row7ACaseCancelledOnItsOwn() {
        row(
                verdict(PLAN, false, found(CANCELLED), found(PASSED)),
                RunStatus.FAILED,
                ACTION_REQUIRED,
                StatusReason.CASES_CANCELLED);
    }

    @Test
    void row8NothingSelectedOrEverythingSkipped() {
        row(verdict(PLAN, false), RunStatus.ERROR, FAILURE, StatusReason.NO_CASES_SELECTED);
        row(
                verdict(PLAN, false, found(SKIPPED), found(SKIPPED)),
                RunStatus.ERROR,
                FAILURE,
                StatusReason.NO_CASES_SELECTED);
    }

    @Test
    void row9EverythingThatRanIsQuarantined() {
        row(
                verdict(PLAN, false, quarantined(PASSED), found(SKIPPED), quarantined(FAILED)),
                RunStatus.ERROR,
                FAILURE,
                StatusReason.ALL_QUARANTINED);
    }

    @Test
    void row10AnExplorationPassed() {
        row(
                verdict(EXPLORATION, false, found(PASSED)),
                RunStatus.PASSED,
                NEUTRAL,
                StatusReason.EXPLORATION_COMPLETED);
    }

    @Test
    void row11SomeFailedWithinPolicy() {
        row(
                verdict(ONE_MAY_FAIL, false, found(FAILED), found(PASSED)),
                RunStatus.PASSED,
                SUCCESS,
                StatusReason.FAILURES_WITHIN_POLICY);
    }

    @Test
    void row12PassedOnALaterAttempt() {
        row(
                verdict(PLAN, false, found(PASSED), settled(PASSED, null, 2, false)),
                RunStatus.PASSED,
                SUCCESS,
                StatusReason.PASSED_WITH_RETRY);
    }

    @Test
    void row13AllCountedPassedOthersSkippedOrQuarantined() {
        row(
                verdict(PLAN, false, found(PASSED), found(SKIPPED), quarantined(FAILED)),
                RunStatus.PASSED,
                SUCCESS,
                StatusReason.ALL_PASSED);
    }

    @Test
    void aPolicyExcusesNoOtherOutcome() {
        for (var outcome : Arrays.asList(INCONCLUSIVE, BLOCKED, ERROR, CANCELLED)) {
            assertThat(verdict(ONE_MAY_FAIL, false, found(outcome), found(PASSED)).status())
                    .isNotEqualTo(RunStatus.PASSED);
        }
    }

    @Test
    void reviewIsNeededWheneverACountedCaseIsInconclusive() {
        assertThat(verdict(PLAN, false, found(INCONCLUSIVE), found(FAILED)).needsReview()).isTrue();
        assertThat(verdict(PLAN, false, quarantined(INCONCLUSIVE), found(PASSED)).needsReview())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(StatusReason.class)
    void everyReasonHasATerminalStatus(StatusReason reason) {
        assertThat(new Verdict(reason, false).status().isTerminal()).isTrue();
    }
}
