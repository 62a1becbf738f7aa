package io.certyn.orchestrator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.CaseId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTest {

    private static final SessionId SESSION = new SessionId(new UUID(0, 1));
    private static final RunnerId RUNNER = new RunnerId(new UUID(0, 2));
    private static final CaseId CASE = new CaseId(new UUID(0, 3));
    private static final CaseId OTHER = new CaseId(new UUID(0, 4));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final SessionTerms TERMS = new SessionTerms(Duration.ofSeconds(150));

    private static Session after(SessionCommand... commands) {
        var session = Session.created(SESSION);
        for (var command : commands) {
            session = moved(session, command).session();
        }
        return session;
    }

    private static SessionDecision.Moved moved(Session session, SessionCommand command) {
        var decision = Session.decide(session, command, NOON, TERMS);
        assertThat(decision).isInstanceOf(SessionDecision.Moved.class);
        return (SessionDecision.Moved) decision;
    }

    private static SessionCommand.Finish reported(long epoch, Outcome outcome, boolean manifest) {
        return new SessionCommand.Finish(epoch, 1, RUNNER, report(outcome, manifest));
    }

    private static Report report(Outcome outcome, boolean manifest) {
        return new Report(
                null,
                List.of(new Finding(CASE, outcome, "WHY", "how", Duration.ofSeconds(1), false)),
                manifest);
    }

    private static SessionCommand.AcceptSeal seal(long epoch, Evidence evidence) {
        return new SessionCommand.AcceptSeal(new Seal(epoch, evidence));
    }

    @Test
    void aReportWithAManifestWaitsForTheSeal() {
        var session = after(new SessionCommand.Begin(1, RUNNER, null));

        var decision = moved(session, reported(1, Outcome.PASSED, true));

        assertThat(decision.session())
                .isEqualTo(
                        new Session.Finishing(
                                SESSION,
                                new Attempt(1, 1, RUNNER, null),
                                report(Outcome.PASSED, true),
                                NOON.plusSeconds(150)));
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void aSealThatCameBeforeTheReportIsNotForgotten() {
        var session =
                after(
                        new SessionCommand.Lease(1, 1, RUNNER),
                        seal(1, Evidence.COMPLETE),
                        new SessionCommand.Begin(1, RUNNER, null));

        var decision = moved(session, reported(1, Outcome.PASSED, true));

        assertThat(decision.events())
                .containsExactly(
                        new SessionEvent.Settled(report(Outcome.PASSED, true), Evidence.COMPLETE));
    }

    @Test
    void theSealOfALostEpochDoesNotCountForTheNext() {
        var session =
                after(
                        new SessionCommand.Lease(1, 1, RUNNER),
                        seal(1, Evidence.COMPLETE),
                        new SessionCommand.Requeue(1, 1),
                        new SessionCommand.Lease(2, 2, RUNNER));

        var decision = moved(session, reported(2, Outcome.PASSED, true));

        assertThat(decision.session()).isInstanceOf(Session.Finishing.class);
    }

    @Test
    void aReportWithoutAManifestDoesNotWait() {
        var session = after(new SessionCommand.Begin(1, RUNNER, null));

        var decision = moved(session, reported(1, Outcome.FAILED, false));

        assertThat(decision.session())
                .isEqualTo(
                        new Session.Finished(
                                SESSION,
                                new Attempt(1, 1, RUNNER, null),
                                Evidence.incomplete("NO_MANIFEST")));
    }

    @Test
    void aSessionThatNobodyEverHeldCanBeFinishedByTheBroker() {
        var ending = new Ending(Outcome.ERROR, "QUEUE_TIMEOUT");

        var decision =
                moved(
                        Session.created(SESSION),
                        new SessionCommand.Finish(0, 0, null, Report.of(ending)));

        assertThat(decision.session()).isInstanceOf(Session.Finished.class);
    }

    @Test
    void aVoidLeaseCannotReportForAQueuedSession() {
        var session =
                after(new SessionCommand.Lease(1, 1, RUNNER), new SessionCommand.Requeue(1, 1));

        var decision = Session.decide(session, reported(1, Outcome.PASSED, true), NOON, TERMS);

        assertThat(decision).isEqualTo(new SessionDecision.Refused(SessionRefusal.STALE));
    }

    @Test
    void anAbandonedSessionIsToBeStopped() {
        var session = after(new SessionCommand.Begin(1, RUNNER, null));

        var decision = moved(session, new SessionCommand.Abandon(Ending.RUN_DEADLINE));

        assertThat(decision.events()).contains(new SessionEvent.Abandoned("RUN_DEADLINE"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PASSED"})
    void onlyAPassNeedsCompleteEvidence(Outcome outcome) {
        var finding = report(outcome, true).of(CASE, Evidence.incomplete("MISSING"));

        assertThat(finding.outcome()).isEqualTo(outcome);
    }

    @Test
    void aPassWithoutCompleteEvidenceIsAnError() {
        var report = report(Outcome.PASSED, true);

        assertThat(report.of(CASE, Evidence.COMPLETE).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(report.of(CASE, Evidence.incomplete("MISSING")).reason())
                .isEqualTo(Report.EVIDENCE_INCOMPLETE);
        assertThat(report.of(CASE, Evidence.PENDING).outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void aCaseThatTheReportForgotIsAnError() {
        assertThat(report(Outcome.PASSED, true).of(OTHER, Evidence.COMPLETE).reason())
                .isEqualTo(Report.RESULT_MISSING);
    }

    @Test
    void stepsOfAVoidEpochDoNotCount() {
        var waiting =
                after(new SessionCommand.Lease(1, 1, RUNNER), new SessionCommand.Requeue(1, 1));
        var running = after(new SessionCommand.Begin(2, RUNNER, null));

        assertThat(Session.counts(waiting, 1)).isFalse();
        assertThat(Session.counts(waiting, 2)).isTrue();
        assertThat(Session.counts(running, 1)).isFalse();
        assertThat(Session.counts(running, 2)).isTrue();
    }
}
