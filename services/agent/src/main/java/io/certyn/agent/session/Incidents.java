package io.certyn.agent.session;

import io.certyn.agent.browser.Incident;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.protocol.trace.TraceRecord;
import java.util.Optional;

/** What happened to the page while a step ran, and whether it ends the step. */
final class Incidents {

    private final Tab tab;
    private final Evidence evidence;

    Incidents(Tab tab, Evidence evidence) {
        this.tab = tab;
        this.evidence = evidence;
    }

    /** The verdict of the gravest thing that happened since the last call. */
    Optional<Verdict> verdict(Evidence.Spot spot) {
        Optional<Verdict> gravest = Optional.empty();
        for (var incident : tab.incidents()) {
            var verdict = verdict(spot, incident);
            if (gravest.isEmpty() || isDenial(verdict)) {
                gravest = verdict.or(() -> Optional.empty());
            }
        }
        return gravest;
    }

    private static boolean isDenial(Optional<Verdict> verdict) {
        return verdict.flatMap(Verdict::reason)
                .filter(Reason.NAVIGATION_DENIED::equals)
                .isPresent();
    }

    private Optional<Verdict> verdict(Evidence.Spot spot, Incident incident) {
        return switch (incident) {
            case Incident.ServerError(var status, var url) ->
                    told(
                            spot,
                            Verdict.of(
                                    Reason.SERVER_ERROR,
                                    "the page answered " + status + ": " + url));
            case Incident.Unreachable(var url, var why) ->
                    told(spot, Verdict.of(Reason.ENVIRONMENT_UNREACHABLE, url + ": " + why));
            case Incident.Denied(var url) -> {
                evidence.trace(spot, new TraceRecord.Security("navigation_denied", url));
                yield Optional.of(denied(url));
            }
            case Incident.DialogAnswered(var accepted, var kind, var text) -> {
                evidence.trace(
                        spot,
                        new TraceRecord.Security(
                                accepted ? "dialog_accepted" : "dialog_dismissed",
                                LookTrace.cut(kind + " \"" + text + "\"")));
                yield Optional.empty();
            }
            case Incident.WindowOpened() -> {
                evidence.trace(spot, new TraceRecord.Security("window_ignored", ""));
                yield Optional.empty();
            }
        };
    }

    private Optional<Verdict> told(Evidence.Spot spot, Verdict verdict) {
        evidence.incident(spot, verdict);
        return Optional.of(verdict);
    }

    static Verdict denied(String url) {
        return Verdict.of(
                Reason.NAVIGATION_DENIED, "not among the origins of the environment: " + url);
    }
}
