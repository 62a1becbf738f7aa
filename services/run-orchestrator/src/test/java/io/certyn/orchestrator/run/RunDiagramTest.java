package io.certyn.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.CaseId;
import io.certyn.ids.RunId;
import io.certyn.orchestrator.GeneratedDocument;
import io.certyn.orchestrator.StateTable;
import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state of a run with every command. */
class RunDiagramTest {

    private static final RunId RUN = new RunId(new UUID(0, 1));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Plan PLAN = Plan.cases(NOON.plusSeconds(7200));
    private static final RunTerms TERMS = new RunTerms(Duration.ofSeconds(60));
    private static final Desire STOP =
            new Desire.Stop("account:ada", "wrong branch", NOON.plusSeconds(60));

    private record Named(String name, Run run) {}

    private record Told(String name, String how, RunCommand command) {}

    private static List<Named> states(int open) {
        var tally = Tally.open(open);
        return List.of(
                new Named("Queued", new Run.Queued(RUN, PLAN, tally, Desire.GO_ON)),
                new Named("Queued, cancelling", new Run.Queued(RUN, PLAN, tally, STOP)),
                new Named("Running", new Run.Running(RUN, PLAN, tally, Desire.GO_ON)),
                new Named("Running, cancelling", new Run.Running(RUN, PLAN, tally, STOP)),
                new Named(
                        "Finished",
                        new Run.Finished(
                                RUN,
                                Tally.open(0),
                                new Verdict(StatusReason.ALL_PASSED, false),
                                NOON)));
    }

    private static List<Told> commands() {
        var told = new ArrayList<Told>();
        told.add(new Told("Begin", "", new RunCommand.Begin()));
        told.add(new Told("Cancel", "", new RunCommand.Cancel("account:ada", "wrong branch")));
        for (var outcome : Outcome.values()) {
            var id = new CaseId(new UUID(0, 2));
            var finding = new Finding(id, outcome, null, null, Duration.ZERO, false);
            told.add(
                    new Told(
                            "Settle",
                            outcome.wire(),
                            new RunCommand.Settle(new RunCase.Settled(id, false, finding, 1))));
        }
        return told;
    }

    @Test
    void theDiagramIsTheCode() throws IOException {
        var table =
                new StateTable(
                        "Run",
                        "A run from the request to the verdict. Cancelling is a wish, not a state."
                                + " A row says what a command does to a run with two open cases, or"
                                + " with its last one.");
        for (int open : List.of(2, 1)) {
            for (var state : states(open)) {
                for (var told : commands()) {
                    note(table, state, told, open == 1 ? ", last case" : "");
                }
            }
        }

        GeneratedDocument.check("states/run.md", table.toMarkdown("Queued", "Finished"));
    }

    private static void note(StateTable table, Named state, Told told, String last) {
        var settles = told.command() instanceof RunCommand.Settle;
        if (!settles && !last.isEmpty()) {
            return;
        }
        var how = told.how() + (settles ? last : "");
        switch (Run.decide(state.run(), told.command(), NOON, TERMS)) {
            case RunDecision.Moved(var next, var events) ->
                    table.moved(
                            plain(state.name()),
                            told.name(),
                            (state.name().contains("cancelling") ? "cancelling; " : "") + how,
                            next.getClass().getSimpleName(),
                            events.stream()
                                    .map(RunDiagramTest::word)
                                    .collect(Collectors.joining(", ")));
            case RunDecision.Refused(var why) ->
                    table.refused(
                            plain(state.name()),
                            told.name(),
                            (state.name().contains("cancelling") ? "cancelling; " : "") + how,
                            why.name());
        }
    }

    private static String plain(String name) {
        return name.replace(", cancelling", "");
    }

    private static String word(RunEvent event) {
        return switch (event) {
            case RunEvent.Finished(var verdict) ->
                    "Finished " + verdict.status().wire() + " " + verdict.reason();
            case RunEvent.Created _,
                    RunEvent.Started _,
                    RunEvent.Cancelling _,
                    RunEvent.CaseFinished _ ->
                    event.getClass().getSimpleName();
        };
    }

    @Test
    void passedAndFailedAreReachedFromRunningOnly() {
        for (var told : commands()) {
            var queued = states(1).getFirst().run();

            if (Run.decide(queued, told.command(), NOON, TERMS)
                            instanceof RunDecision.Moved(Run.Finished finished, var events)
                    && (finished.verdict().status() == RunStatus.PASSED
                            || finished.verdict().status() == RunStatus.FAILED)) {
                assertThat(events.getFirst()).isEqualTo(new RunEvent.Started());
            }
        }
    }

    @Test
    void aRunWithoutCasesIsOverAtOnceAndNeverPassed() {
        var created = Run.create(RUN, PLAN, 0, NOON);

        assertThat(created.run()).isInstanceOf(Run.Finished.class);
        assertThat(((Run.Finished) created.run()).verdict().reason())
                .isEqualTo(StatusReason.NO_CASES_SELECTED);
    }

    @Test
    void aRunIsOverdueAtItsDeadlineOrWhenACancelTookTooLong() {
        var running = new Run.Running(RUN, PLAN, Tally.open(1), Desire.GO_ON);
        var cancelling = running.with(STOP);

        assertThat(running.overdue(PLAN.deadline().minusMillis(1))).isEmpty();
        assertThat(running.overdue(PLAN.deadline())).contains(Ending.RUN_DEADLINE);
        assertThat(cancelling.overdue(NOON.plusSeconds(59))).isEmpty();
        assertThat(cancelling.overdue(NOON.plusSeconds(60))).contains(Ending.CANCELLED);
    }
}
