package io.certyn.broker.queue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cause as one sentence: what it is and, where somebody can do something, what helps. */
public final class CauseText {

    private CauseText() {}

    public static String of(Optional<Cause> cause) {
        return cause.map(CauseText::of).orElse("It is about to be offered to a runner.");
    }

    private static String of(Cause cause) {
        return switch (cause) {
            case Cause.SelfHostedOff(var pool) ->
                    "Pool %s takes nothing: self-hosted runners are not open to this tenant; ask who"
                                    .formatted(pool)
                            + " operates this installation.";
            case Cause.ScheduledLater(var until) ->
                    "It was asked for later and does not start before %s.".formatted(until);
            case Cause.PoolPaused(var pool, var state) ->
                    "Pool %s is %s and takes nothing new; resume it.".formatted(pool, state.wire());
            case Cause.NoRunnersRegistered(var pool) ->
                    "Pool %s has no runner; register one.".formatted(pool);
            case Cause.NoRunnerMatchesLabels(var nearest, var missing) ->
                    "No runner has every label; %s, the nearest, lacks %s."
                            .formatted(nearest, labels(missing));
            case Cause.MatchingRunnersOffline(var runners, var lastSeen) ->
                    (runners == 1
                                    ? "The runner that suits is offline"
                                    : "All " + runners + " runners that suit are offline")
                            + seen(lastSeen);
            case Cause.MatchingRunnersDraining(var runners) ->
                    "Every runner that suits is draining: %s; resume one."
                            .formatted(runners.stream().sorted().collect(Collectors.joining(", ")));
            case Cause.RunnerVersionTooOld(var needed) ->
                    "Every runner that suits is older than %s; start a newer image of the runner."
                            .formatted(needed);
            case Cause.TenantConcurrencyLimit(var used, var cap) ->
                    "%s, and %d may run at a time.".formatted(run(used), cap);
            case Cause.RetryBackoff(var lost, var by, var until) ->
                    "%d runners lost it%s; it rests until %s."
                            .formatted(
                                    lost, by.map(id -> ", the last was " + id).orElse(""), until);
            case Cause.Offered _ -> "It is being offered to a runner.";
            case Cause.AllSlotsBusy(var busy, var slots, var ahead) ->
                    busy(busy, slots)
                            + (busy == slots ? "." : ", and %s first.".formatted(come(ahead, "")));
            case Cause.BehindHigherPriority(var sessions, var busy, var slots) ->
                    "%s, and %s first."
                            .formatted(busy(busy, slots), come(sessions, " of higher priority"));
            case Cause.ControlPlaneDegraded(var since) ->
                    "There is room, but nobody has been offered the session since %s; see the log of"
                                    .formatted(since)
                            + " the lease-broker.";
        };
    }

    private static String run(int sessions) {
        return sessions == 1 ? "1 session runs" : sessions + " sessions run";
    }

    private static String busy(int busy, int slots) {
        if (busy < slots) {
            return "%d of %d slots of the runners that suit are busy".formatted(busy, slots);
        }
        return slots == 1
                ? "The only slot of the runners that suit is busy"
                : "All " + slots + " slots of the runners that suit are busy";
    }

    private static String come(long sessions, String which) {
        return sessions == 1
                ? "a session" + which + " comes"
                : sessions + " sessions" + which + " come";
    }

    private static String seen(Optional<Instant> last) {
        return last.map(at -> "; last seen " + at + ".").orElse(" and never were online.");
    }

    private static String labels(Map<String, String> missing) {
        return missing.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
