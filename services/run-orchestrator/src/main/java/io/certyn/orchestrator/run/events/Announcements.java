package io.certyn.orchestrator.run.events;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.events.run.CaseFinished;
import io.certyn.events.run.RunCancelling;
import io.certyn.events.run.RunCreated;
import io.certyn.events.run.RunFinished;
import io.certyn.events.run.RunStarted;
import io.certyn.events.session.SessionCancelRequested;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunCase;
import io.certyn.orchestrator.run.RunEvent;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.Tally;
import io.certyn.orchestrator.run.Verdict;
import io.certyn.orchestrator.session.Finding;
import io.certyn.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the facts about runs into the words of the event contract. */
@ApplicationScoped
public class Announcements {

    private final NewIds ids;
    private final InstantSource clock;

    public Announcements(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The facts of one change.
     *
     * @param cases all cases of the run, needed where the run is finished, else those at hand
     */
    public List<OutboxMessage> of(RunRecord record, List<RunEvent> facts, List<CaseRecord> cases) {
        var byId = cases.stream().collect(Collectors.toMap(CaseRecord::id, Function.identity()));
        return facts.stream()
                .map(fact ->
                        switch (fact) {
                            case RunEvent.Created(var count) -> created(record, count);
                            case RunEvent.Started _ -> started(record);
                            case RunEvent.Cancelling cancelling -> cancelling(record, cancelling);
                            case RunEvent.CaseFinished(var settled) ->
                                    caseFinished(record, settled, known(byId, settled));
                            case RunEvent.Finished(var verdict) -> finished(record, verdict, cases);
                        })
                .toList();
    }

    public OutboxMessage requested(
            TenantId tenant, RunHeader.Project project, SessionRequested data) {
        return message(
                Topics.SESSION_REQUESTS,
                tenant,
                event(
                        EventTypes.SESSION_REQUESTED,
                        tenant,
                        project,
                        "session/" + data.session(),
                        data.session(),
                        data));
    }

    public OutboxMessage cancelRequested(RunRecord record, SessionId session, String reason) {
        return message(
                Topics.SESSION_REQUESTS,
                record.tenant(),
                event(
                        EventTypes.SESSION_CANCEL_REQUESTED,
                        record.tenant(),
                        record.header().project(),
                        "session/" + session,
                        session.toString(),
                        new SessionCancelRequested(
                                session.toString(),
                                record.run().id().toString(),
                                reason,
                                clock.instant())));
    }

    private OutboxMessage created(RunRecord record, int cases) {
        var header = record.header();
        return aboutRun(
                EventTypes.RUN_CREATED,
                record,
                new RunCreated(
                        record.run().id().toString(),
                        header.number(),
                        header.project().id().toString(),
                        header.environment().id().toString(),
                        header.suite(),
                        cases,
                        header.trigger().kind(),
                        header.trigger().actor(),
                        header.createdAt()));
    }

    private OutboxMessage started(RunRecord record) {
        return aboutRun(
                EventTypes.RUN_STARTED,
                record,
                new RunStarted(
                        record.run().id().toString(),
                        record.header().number(),
                        record.header().project().id().toString(),
                        clock.instant()));
    }

    private OutboxMessage cancelling(RunRecord record, RunEvent.Cancelling fact) {
        return aboutRun(
                EventTypes.RUN_CANCELLING,
                record,
                new RunCancelling(
                        record.run().id().toString(),
                        record.header().project().id().toString(),
                        fact.actor(),
                        fact.reason(),
                        clock.instant()));
    }

    private OutboxMessage caseFinished(
            RunRecord record, RunCase.Settled settled, CaseRecord known) {
        var finding = settled.finding();
        return aboutRun(
                EventTypes.CASE_FINISHED,
                record,
                new CaseFinished(
                        record.run().id().toString(),
                        known.session().toString(),
                        settled.id().toString(),
                        known.key(),
                        finding.outcome().wire(),
                        finding.reason(),
                        finding.duration().toMillis(),
                        clock.instant()));
    }

    private OutboxMessage finished(RunRecord record, Verdict verdict, List<CaseRecord> cases) {
        var header = record.header();
        var at = record.finished().map(Run.Finished::at).orElseGet(clock::instant);
        return aboutRun(
                EventTypes.RUN_FINISHED,
                record,
                new RunFinished(
                        record.run().id().toString(),
                        header.number(),
                        header.project().id().toString(),
                        header.environment().id().toString(),
                        header.suite(),
                        verdict.status().wire(),
                        verdict.conclusion().wire(),
                        verdict.needsReview(),
                        verdict.reason().name(),
                        counts(header.total(), record.run().tally()),
                        cases.stream().map(Announcements::toWire).toList(),
                        header.createdAt(),
                        record.startedAt(),
                        at,
                        Duration.between(header.createdAt(), at).toMillis()));
    }

    private static RunFinished.Counts counts(int total, Tally tally) {
        return new RunFinished.Counts(
                total,
                tally.passed(),
                tally.failed(),
                tally.inconclusive(),
                tally.blocked(),
                tally.error(),
                tally.cancelled(),
                tally.skipped());
    }

    private static RunFinished.Case toWire(CaseRecord one) {
        Finding finding = one.finding();
        if (finding == null) {
            throw new IllegalStateException("a finished run with an open case: " + one.id());
        }
        return new RunFinished.Case(
                one.id().toString(),
                one.key(),
                one.session().toString(),
                finding.outcome().wire(),
                finding.reason(),
                finding.duration().toMillis());
    }

    private static CaseRecord known(
            Map<io.certyn.ids.CaseId, CaseRecord> byId, RunCase.Settled settled) {
        var known = byId.get(settled.id());
        if (known == null) {
            throw new IllegalStateException(
                    "an outcome for a case that is not at hand: " + settled);
        }
        return known;
    }

    private OutboxMessage aboutRun(String type, RunRecord record, Object data) {
        var run = record.run().id().toString();
        return message(
                Topics.RUN_EVENTS,
                record.tenant(),
                event(type, record.tenant(), record.header().project(), "run/" + run, run, data));
    }

    private static OutboxMessage message(String topic, TenantId tenant, CloudEvent event) {
        return new OutboxMessage(
                event.id(), tenant, topic, event.partitionKey(), event.headers(), event.data());
    }

    private CloudEvent event(
            String type,
            TenantId tenant,
            RunHeader.Project project,
            String subject,
            String key,
            Object data) {
        Instant now = clock.instant();
        return new CloudEvent(
                ids.next(),
                type,
                "/tenants/" + tenant + "/projects/" + project.id(),
                subject,
                now,
                tenant.toString(),
                key,
                null,
                EventJson.write(data));
    }
}
