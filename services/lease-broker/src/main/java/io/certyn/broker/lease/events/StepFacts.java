package io.certyn.broker.lease.events;

import io.certyn.broker.lease.LeaseEvent;
import io.certyn.events.session.SessionStepFinished;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.LinkMessages;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What an agent says about a step, as other services read it. */
@ApplicationScoped
class StepFacts {

    private static final Logger LOG = Logger.getLogger(StepFacts.class);
    private static final String STEP_FINISHED = "step_finished";

    /** Empty for what is no step, or a step that makes no sense: the session goes on without it. */
    Optional<SessionStepFinished> of(LeaseEvent.Happened what) {
        if (!what.type().equals(STEP_FINISHED)) {
            return Optional.empty();
        }
        try {
            var step = ProtocolJson.MAPPER.convertValue(what.data(), LinkMessages.Step.class);
            return Optional.of(wire(what, step));
        } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
            LOG.warnf(
                    "step was not understood sessionId=%s epoch=%d number=%d",
                    what.spec().session(), what.epoch(), what.number());
            return Optional.empty();
        }
    }

    private static SessionStepFinished wire(LeaseEvent.Happened what, LinkMessages.Step step) {
        var duration = step.durationMs();
        return new SessionStepFinished(
                what.spec().session().toString(),
                what.spec().run().toString(),
                what.epoch(),
                Objects.requireNonNull(step.caseId()),
                Objects.requireNonNull(step.key()),
                step.step(),
                Objects.requireNonNull(step.section()),
                Objects.requireNonNull(step.text()),
                Objects.requireNonNull(step.outcome()),
                step.reason(),
                step.message(),
                step.screenshot(),
                Instant.parse(step.startedAt()),
                duration == null ? 0 : duration);
    }
}
