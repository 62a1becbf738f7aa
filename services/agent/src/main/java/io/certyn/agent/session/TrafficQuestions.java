package io.certyn.agent.session;

import io.certyn.agent.browser.Traffic;
import io.certyn.agent.check.Finding;
import io.certyn.agent.check.TrafficChecks;
import io.certyn.protocol.step.Expectation;
import java.util.List;
import java.util.Optional;

/** What is expected of the traffic behind a page, as questions about what was seen of it. */
final class TrafficQuestions {

    private final Variables variables;

    TrafficQuestions(Variables variables) {
        this.variables = variables;
    }

    /** In words, and as a check. */
    record Asked(String expected, Check check) {

        /** What the traffic so far says. */
        interface Check {
            Finding of(Traffic traffic);
        }
    }

    static Asked noConsoleErrors() {
        return new Asked(
                "no error in the console", seen -> TrafficChecks.none(seen.consoleErrors()));
    }

    static Asked noFailedRequests() {
        return new Asked("no failed request", seen -> TrafficChecks.none(seen.failedRequests()));
    }

    Asked of(Expectation.Requested requested) throws MissingVariable {
        var address = variables.value(requested.address());
        return new Asked(
                "request %s %s with status %s"
                        .formatted(requested.method(), address, requested.status()),
                seen ->
                        TrafficChecks.requested(
                                answered(seen), requested.method(), address, requested.status()));
    }

    Asked of(Expectation.Downloaded downloaded) throws MissingVariable {
        Optional<String> name = variables.value(downloaded.name());
        return new Asked(
                "a download" + name.map(file -> " of \"" + file + "\"").orElse(""),
                seen -> TrafficChecks.downloaded(downloads(seen), name));
    }

    private static List<TrafficChecks.Answered> answered(Traffic traffic) {
        return traffic.exchanges().stream()
                .map(each -> new TrafficChecks.Answered(each.method(), each.url(), each.status()))
                .toList();
    }

    private static List<TrafficChecks.Downloaded> downloads(Traffic traffic) {
        return traffic.downloads().stream()
                .map(each ->
                        new TrafficChecks.Downloaded(
                                each.name(),
                                each.state() == Traffic.State.COMPLETE,
                                switch (each.state()) {
                                    case RUNNING -> "still running";
                                    case COMPLETE -> "complete";
                                    case FAILED -> "failed";
                                }))
                .toList();
    }
}
