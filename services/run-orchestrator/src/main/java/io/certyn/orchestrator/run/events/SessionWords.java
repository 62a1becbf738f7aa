package io.certyn.orchestrator.run.events;

import io.certyn.events.CloudEvent;
import io.certyn.events.MalformedEvent;
import io.certyn.events.artifact.EvidenceSealed;
import io.certyn.events.session.SessionFinished;
import io.certyn.events.session.SessionLeased;
import io.certyn.events.session.SessionProgressed;
import io.certyn.events.session.SessionRequeued;
import io.certyn.events.session.SessionStepFinished;
import io.certyn.ids.CaseId;
import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.run.flow.SessionNews.About;
import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.Evidence;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import io.certyn.orchestrator.session.Report;
import io.certyn.orchestrator.session.Seal;
import io.certyn.orchestrator.session.SessionCommand;
import io.certyn.orchestrator.session.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what the broker and the artifact store say into our own words. */
final class SessionWords {

    /** More than anybody reads, less than anybody fears. */
    private static final int MAX_TEXT = 4_000;

    private SessionWords() {}

    /** Something told of a session. */
    record Told(About about, SessionCommand command) {}

    static Told leased(CloudEvent event) {
        return reading(
                event,
                SessionLeased.class,
                data ->
                        new Told(
                                about(event, data.run(), data.session()),
                                new SessionCommand.Lease(
                                        data.epoch(),
                                        data.attempt(),
                                        RunnerId.parse(data.runner()))));
    }

    static Told starting(CloudEvent event) {
        return reading(
                event,
                SessionProgressed.class,
                data ->
                        new Told(
                                about(event, data.run(), data.session()),
                                new SessionCommand.Start(
                                        data.epoch(),
                                        RunnerId.parse(data.runner()),
                                        data.image())));
    }

    static Told running(CloudEvent event) {
        return reading(
                event,
                SessionProgressed.class,
                data ->
                        new Told(
                                about(event, data.run(), data.session()),
                                new SessionCommand.Begin(
                                        data.epoch(),
                                        RunnerId.parse(data.runner()),
                                        data.image())));
    }

    static Told requeued(CloudEvent event) {
        return reading(
                event,
                SessionRequeued.class,
                data ->
                        new Told(
                                about(event, data.run(), data.session()),
                                new SessionCommand.Requeue(data.epoch(), data.attempt())));
    }

    static Told finished(CloudEvent event) {
        return reading(
                event,
                SessionFinished.class,
                data ->
                        new Told(
                                about(event, data.run(), data.session()),
                                new SessionCommand.Finish(
                                        data.epoch(),
                                        data.attempts(),
                                        runner(data.runner()),
                                        report(data))));
    }

    static Told sealed(CloudEvent event) {
        return reading(
                event,
                EvidenceSealed.class,
                data ->
                        new Told(
                                about(event, data.run(), data.session()),
                                new SessionCommand.AcceptSeal(
                                        new Seal(data.epoch(), evidence(data)))));
    }

    static StepRecord step(CloudEvent event) {
        return reading(
                event,
                SessionStepFinished.class,
                data ->
                        new StepRecord(
                                SessionId.parse(data.session()),
                                data.epoch(),
                                CaseId.parse(data.caseId()),
                                limited(data.key()),
                                data.step(),
                                limited(data.section()),
                                limited(data.text()),
                                limited(data.outcome()),
                                limitedOrNull(data.reason()),
                                limitedOrNull(data.message()),
                                limitedOrNull(data.screenshot()),
                                java.util.Objects.requireNonNull(data.startedAt(), "startedAt"),
                                Duration.ofMillis(data.durationMs())));
    }

    static About aboutStep(CloudEvent event) {
        return reading(
                event, SessionStepFinished.class, data -> about(event, data.run(), data.session()));
    }

    private static About about(CloudEvent event, String run, String session) {
        return new About(
                TenantId.parse(event.tenant()), RunId.parse(run), SessionId.parse(session));
    }

    private static Report report(SessionFinished data) {
        var decided = data.outcome();
        var results =
                data.results() == null ? List.<SessionFinished.CaseResult>of() : data.results();
        return new Report(
                decided == null ? null : ending(decided, data),
                results.stream().map(SessionWords::finding).toList(),
                data.manifestSha256() != null);
    }

    /** The platform cancels or breaks; any other word of a newer broker counts as broken. */
    private static Ending ending(String outcome, SessionFinished data) {
        var reason = limitedOrNull(data.reason());
        return outcome.equals(Outcome.CANCELLED.wire())
                ? new Ending(Outcome.CANCELLED, reason == null ? "CANCELLED" : reason)
                : new Ending(
                        Outcome.ERROR,
                        reason == null ? "PLATFORM_ERROR" : reason,
                        limitedOrNull(data.message()));
    }

    private static Finding finding(SessionFinished.CaseResult result) {
        var outcome = outcome(result.outcome());
        return new Finding(
                CaseId.parse(result.caseId()),
                outcome == null ? Outcome.ERROR : outcome,
                outcome == null ? "UNKNOWN_OUTCOME" : limitedOrNull(result.reason()),
                limitedOrNull(result.message()),
                Duration.ofMillis(Math.max(0, result.durationMs())),
                result.healed());
    }

    /** Null for a word that an agent cannot say, or that is newer than we are. */
    private static @Nullable Outcome outcome(@Nullable String wire) {
        return switch (wire == null ? "" : wire.toLowerCase(Locale.ROOT)) {
            case "passed" -> Outcome.PASSED;
            case "failed" -> Outcome.FAILED;
            case "inconclusive" -> Outcome.INCONCLUSIVE;
            case "blocked" -> Outcome.BLOCKED;
            case "error" -> Outcome.ERROR;
            case "cancelled" -> Outcome.CANCELLED;
            default -> null;
        };
    }

    private static Evidence evidence(EvidenceSealed data) {
        return "COMPLETE".equals(data.state())
                ? Evidence.COMPLETE
                : Evidence.incomplete(data.reason() == null ? "UNKNOWN" : limited(data.reason()));
    }

    private static @Nullable RunnerId runner(@Nullable String wire) {
        return wire == null ? null : RunnerId.parse(wire);
    }

    private static String limited(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }

    private static @Nullable String limitedOrNull(@Nullable String text) {
        return text == null ? null : limited(text);
    }

    /** A record from the wire may lack what its type promises. */
    private interface Translation<D, T> {
        T apply(D data);
    }

    private static <D, T> T reading(
            CloudEvent event, Class<D> type, Translation<D, T> translation) {
        try {
            return translation.apply(event.dataAs(type));
        } catch (MalformedEvent | IllegalArgumentException | NullPointerException e) {
            throw new UnusableEvent(e);
        }
    }
}
