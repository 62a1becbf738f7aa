package io.certyn.broker.queue.api;

import io.certyn.broker.queue.Cause;
import io.certyn.broker.queue.CauseText;
import io.certyn.broker.queue.Explanation;
import io.certyn.broker.queue.store.QueueFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a session waits, as the API shows it.
 *
 * @param reason null while it is just being offered, for two seconds at most
 * @param message the reason as a sentence
 * @param position from 1, among the tenant's sessions of the same pool and priority
 * @param ahead sessions of the pool that come before it, whoever owns them
 * @param etaSeconds an estimate from {@code samples}; null below ten of them
 * @param samples sessions of the pool that started in the last ten minutes
 * @param details by reason
 */
public record ExplanationView(
        String session,
        String run,
        @Nullable String reason,
        String message,
        Instant since,
        long position,
        long ahead,
        @Nullable Long etaSeconds,
        long samples,
        Map<String, Object> details) {

    static ExplanationView of(QueueFacts.Found found, Explanation explanation) {
        var place = explanation.place();
        return new ExplanationView(
                found.candidate().waiting().session().toString(),
                found.run().toString(),
                explanation.cause().map(ExplanationView::reason).orElse(null),
                CauseText.of(explanation.cause()),
                explanation.since(),
                place.position(),
                place.ahead(),
                explanation.eta().map(Duration::toSeconds).orElse(null),
                place.startedLately(),
                explanation.cause().map(ExplanationView::details).orElse(Map.of()));
    }

    private static String reason(Cause cause) {
        return switch (cause) {
            case Cause.SelfHostedOff _, Cause.PoolPaused _ -> "POOL_PAUSED";
            case Cause.ScheduledLater _ -> "SCHEDULED_LATER";
            case Cause.RetryBackoff _ -> "RETRY_BACKOFF";
            case Cause.NoRunnersRegistered _ -> "NO_RUNNERS_REGISTERED";
            case Cause.NoRunnerMatchesLabels _ -> "NO_RUNNER_MATCHES_LABELS";
            case Cause.MatchingRunnersOffline _ -> "MATCHING_RUNNERS_OFFLINE";
            case Cause.MatchingRunnersDraining _ -> "MATCHING_RUNNERS_DRAINING";
            case Cause.RunnerVersionTooOld _ -> "RUNNER_VERSION_TOO_OLD";
            case Cause.TenantConcurrencyLimit _ -> "TENANT_CONCURRENCY_LIMIT";
            case Cause.Offered _ -> "OFFERED";
            case Cause.AllSlotsBusy _ -> "ALL_SLOTS_BUSY";
            case Cause.BehindHigherPriority _ -> "BEHIND_HIGHER_PRIORITY";
            case Cause.ControlPlaneDegraded _ -> "CONTROL_PLANE_DEGRADED";
        };
    }

    private static Map<String, Object> details(Cause cause) {
        return switch (cause) {
            case Cause.SelfHostedOff(var pool) -> Map.of("pool", pool, "selfHostedRunners", "off");
            case Cause.PoolPaused(var pool, var state) ->
                    Map.of("pool", pool, "state", state.wire());
            case Cause.ScheduledLater(var until) -> Map.of("until", until);
            case Cause.RetryBackoff(var lost, var by, var until) ->
                    by.<Map<String, Object>>map(runner ->
                                    Map.of("lost", lost, "lostBy", runner, "until", until))
                            .orElse(Map.of("lost", lost, "until", until));
            case Cause.NoRunnersRegistered(var pool) -> Map.of("pool", pool);
            case Cause.NoRunnerMatchesLabels(var nearest, var missing) ->
                    Map.of("nearestRunner", nearest, "missingLabels", new TreeMap<>(missing));
            case Cause.MatchingRunnersOffline(var runners, var lastSeen) ->
                    lastSeen.<Map<String, Object>>map(
                                    seen -> Map.of("runners", runners, "lastSeen", seen))
                            .orElse(Map.of("runners", runners));
            case Cause.MatchingRunnersDraining(var runners) ->
                    Map.of("runners", runners.stream().sorted().toList());
            case Cause.RunnerVersionTooOld(var needed) -> Map.of("needed", needed);
            case Cause.TenantConcurrencyLimit(var used, var cap) ->
                    Map.of("running", used, "cap", cap);
            case Cause.Offered(var runner, var until) ->
                    runner.<Map<String, Object>>map(id -> Map.of("runner", id, "until", until))
                            .orElse(Map.of("until", until));
            case Cause.AllSlotsBusy(var busy, var slots, _) -> Map.of("busy", busy, "slots", slots);
            case Cause.BehindHigherPriority(var sessions, var busy, var slots) ->
                    Map.of("sessions", sessions, "busy", busy, "slots", slots);
            case Cause.ControlPlaneDegraded(var since) -> Map.of("since", since);
        };
    }
}
