package io.certyn.broker.lease.events;

import io.certyn.broker.NewIds;
import io.certyn.broker.lease.Ending;
import io.certyn.broker.lease.LeaseEvent;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.events.session.SessionFinished;
import io.certyn.events.session.SessionLeased;
import io.certyn.events.session.SessionProgressed;
import io.certyn.events.session.SessionRequeued;
import io.certyn.outbox.OutboxMessage;
import io.certyn.protocol.Sync;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts about sessions as other services read them. */
@ApplicationScoped
public class LeaseFacts {

    private static final String SOURCE = "lease-broker";

    private final NewIds ids;
    private final StepFacts steps;

    LeaseFacts(NewIds ids, StepFacts steps) {
        this.ids = ids;
        this.steps = steps;
    }

    /** The message for an event; none where nobody else needs to know. */
    public Stream<OutboxMessage> of(LeaseEvent event, Instant at) {
        return switch (event) {
            case LeaseEvent.Leased leased ->
                    message(leased, EventTypes.SESSION_LEASED, wire(leased, at), at);
            case LeaseEvent.Starting it ->
                    message(
                            it,
                            EventTypes.SESSION_STARTING,
                            progressed(it, it.runner().toString(), it.image(), at),
                            at);
            case LeaseEvent.Running it ->
                    message(
                            it,
                            EventTypes.SESSION_RUNNING,
                            progressed(it, it.runner().toString(), it.image(), at),
                            at);
            case LeaseEvent.Requeued it ->
                    message(it, EventTypes.SESSION_REQUEUED, wire(it, at), at);
            case LeaseEvent.Finished it ->
                    message(it, EventTypes.SESSION_FINISHED, wire(it, at), at);
            case LeaseEvent.Happened it ->
                    steps.of(it).stream()
                            .flatMap(step ->
                                    message(it, EventTypes.SESSION_STEP_FINISHED, step, at));
            case LeaseEvent.StopOrdered _ -> Stream.empty();
        };
    }

    private Stream<OutboxMessage> message(LeaseEvent event, String type, Object data, Instant at) {
        var session = event.spec().session().toString();
        var envelope =
                new CloudEvent(
                        ids.next(),
                        type,
                        SOURCE,
                        "session/" + session,
                        at,
                        event.spec().tenant().toString(),
                        session,
                        event.epoch(),
                        EventJson.write(data));
        return Stream.of(
                new OutboxMessage(
                        envelope.id(),
                        event.spec().tenant(),
                        Topics.SESSION_EVENTS,
                        session,
                        envelope.headers(),
                        envelope.data()));
    }

    private static SessionLeased wire(LeaseEvent.Leased leased, Instant at) {
        return new SessionLeased(
                leased.spec().session().toString(),
                leased.spec().run().toString(),
                leased.epoch(),
                leased.attempt(),
                leased.runner().toString(),
                at);
    }

    private static SessionProgressed progressed(
            LeaseEvent event, String runner, @Nullable String image, Instant at) {
        return new SessionProgressed(
                event.spec().session().toString(),
                event.spec().run().toString(),
                event.epoch(),
                runner,
                image,
                at);
    }

    private static SessionRequeued wire(LeaseEvent.Requeued requeued, Instant at) {
        return new SessionRequeued(
                requeued.spec().session().toString(),
                requeued.spec().run().toString(),
                requeued.epoch(),
                requeued.attempt(),
                requeued.reason(),
                at);
    }

    private static SessionFinished wire(LeaseEvent.Finished finished, Instant at) {
        var ending = finished.ending();
        var runner = finished.runner();
        return new SessionFinished(
                finished.spec().session().toString(),
                finished.spec().run().toString(),
                finished.epoch(),
                finished.attempts(),
                runner == null ? null : runner.toString(),
                outcome(ending),
                ending.reason(),
                ending.message(),
                ending.results().stream().map(LeaseFacts::wire).toList(),
                ending.manifest(),
                at);
    }

    private static @Nullable String outcome(Ending ending) {
        var outcome = ending.outcome();
        return outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT);
    }

    private static SessionFinished.CaseResult wire(Sync.Result result) {
        return new SessionFinished.CaseResult(
                result.caseId(),
                result.key(),
                result.outcome(),
                result.reason(),
                result.message(),
                result.durationMs(),
                result.steps(),
                result.healed());
    }
}
