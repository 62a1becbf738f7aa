package io.certyn.agent.session;

import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.guard.Origins;
import io.certyn.agent.loop.Line;
import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.StepParser;

/** Reads one line and carries it out. */
final class StepRun {

    private final Tab tab;
    private final ActionRun.Site site;
    private final Watch watch;
    private final Evidence evidence;
    private final ActionRun actions;
    private final ExpectationRun expectations;

    StepRun(Tab tab, Watch watch, Evidence evidence, ActionRun.Site site) {
        var look = new Look(tab, watch, evidence);
        this.tab = tab;
        this.site = site;
        this.watch = watch;
        this.evidence = evidence;
        this.actions = new ActionRun(tab, look, watch, evidence, site);
        this.expectations = new ExpectationRun(tab, look, site.variables());
    }

    /**
     * What came of a line.
     *
     * @param expectation whether the line checked something
     */
    record Done(boolean expectation, Verdict verdict) {}

    Done run(Evidence.Spot spot, Line line) {
        return switch (StepParser.parse(line.text())) {
            case ParseResult.NotUnderstood(var column, var message) -> {
                evidence.begin(spot, line.text(), null, false);
                yield new Done(
                        false,
                        Verdict.of(
                                Reason.STEP_NOT_UNDERSTOOD, "column " + column + ": " + message));
            }
            case ParseResult.Parsed(var step) -> {
                boolean check = step instanceof Step.Expect;
                evidence.begin(spot, line.text(), step.text(), check);
                yield new Done(check, run(spot, line, step));
            }
        };
    }

    /** Tells the application which step its requests belong to, where it is to know. */
    void trace(Evidence.Spot spot) {
        site.tracing()
                .ifPresent(tracing ->
                        tab.traceAs(
                                Origins.of(tracing.origins()),
                                TraceParent.of(tracing, site.session(), spot)));
    }

    /** Whether a check that passed still holds, now that its picture was taken. */
    Verdict again(Evidence.Spot spot, Line line) {
        try {
            return StepParser.parse(line.text())
                            instanceof ParseResult.Parsed(Step.Expect expectation)
                    ? expectations.again(spot, expectation)
                    : Verdict.PASSED;
        } catch (MissingVariable e) {
            throw new IllegalStateException("a variable that was there is gone", e);
        }
    }

    private Verdict run(Evidence.Spot spot, Line line, Step step) {
        var halted = watch.halted().or(watch::takeStep);
        if (halted.isPresent()) {
            return halted.get();
        }
        try {
            return switch (step) {
                case Step.Run(var name) ->
                        Verdict.of(
                                Reason.STEP_NOT_UNDERSTOOD,
                                "column 1: the shared steps \"" + name + "\" were not put in");
                case Step.Do _ when line.section() == Line.Section.EXPECTED ->
                        Verdict.of(
                                Reason.STEP_NOT_UNDERSTOOD,
                                "column 1: an expected outcome starts with Expect");
                case Step.Do action -> actions.run(spot, action);
                case Step.Expect expectation -> expectations.run(spot, expectation);
            };
        } catch (MissingVariable e) {
            return e.verdict();
        }
    }
}
