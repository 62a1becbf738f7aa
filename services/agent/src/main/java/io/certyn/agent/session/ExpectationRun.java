package io.certyn.agent.session;

import io.certyn.agent.browser.Observation;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Checks;
import io.certyn.agent.check.Checks.Facts;
import io.certyn.agent.check.Finding;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Wanted;
import io.certyn.agent.loop.Sighting;
import io.certyn.protocol.step.Expectation;
import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.step.Expectation.State;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.Target;
import io.certyn.protocol.step.Text;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Carries out the steps that check something: looks until it holds, or says what was there. */
final class ExpectationRun {

    private static final Duration USUAL = Duration.ofSeconds(5);

    /** How long nothing must happen, since what a click sets off comes a little later. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private final Tab tab;
    private final Look look;
    private final Variables variables;
    private final TrafficQuestions traffic;

    ExpectationRun(Tab tab, Look look, Variables variables) {
        this.tab = tab;
        this.look = look;
        this.variables = variables;
        this.traffic = new TrafficQuestions(variables);
    }

    Verdict run(Evidence.Spot spot, Step.Expect step) throws MissingVariable {
        var quiet = quiet(step);
        if (quiet.isPresent()) {
            return quiet.get();
        }
        var most = isAboutNothing(step) ? Duration.ZERO : step.within().orElse(USUAL);
        var question = question(step.expectation());
        return look.until(
                spot,
                most,
                question,
                question.name(),
                question.expected(),
                finding -> verdict(question, finding, most));
    }

    /** Asks once more, after the picture of the step. */
    Verdict again(Evidence.Spot spot, Step.Expect step) throws MissingVariable {
        var question = question(step.expectation());
        return look.again(spot, question, question.name(), question.expected());
    }

    private static boolean isAboutNothing(Step.Expect step) {
        return step.expectation() instanceof Expectation.NoConsoleErrors
                || step.expectation() instanceof Expectation.NoFailedRequests;
    }

    /** Gives the page time to do what it must not do; the verdict that ends the step meanwhile. */
    private Optional<Verdict> quiet(Step.Expect step) {
        return isAboutNothing(step) ? look.pause(step.within().orElse(QUIET)) : Optional.empty();
    }

    private static Verdict verdict(Question question, Finding finding, Duration most) {
        return switch (question.problem()) {
            case ABSENT ->
                    Verdict.of(
                            Reason.TARGET_NOT_FOUND,
                            finding.actual() + " within " + most.toMillis() / 1000.0 + " s");
            case AMBIGUOUS -> Verdict.of(Reason.AMBIGUOUS_TARGET, finding.actual());
            case FALSE ->
                    Verdict.of(
                            Reason.EXPECTATION_FALSE,
                            "expected " + question.expected() + ", was " + finding.actual());
        };
    }

    private Question question(Expectation expectation) throws MissingVariable {
        return switch (expectation) {
            case Expectation.HasState(var target, var state) -> state(target, state);
            case Expectation.HasText(var target, var text) -> {
                var expected = variables.value(text);
                yield ofOne(
                        target,
                        Purpose.READ,
                        "text \"" + expected + "\"",
                        facts -> Checks.text(facts, expected));
            }
            case Expectation.Contains(var target, var text) -> {
                var expected = variables.value(text);
                yield ofOne(
                        target,
                        Purpose.READ,
                        "text with \"" + expected + "\"",
                        facts -> Checks.contains(facts, expected));
            }
            case Expectation.HasValue(var target, var text) -> {
                var expected = variables.value(text);
                yield ofOne(
                        target,
                        Purpose.FILL,
                        "value \"" + expected + "\"",
                        facts -> Checks.value(facts, expected));
            }
            case Expectation.HasCount(var target, var count) -> count(target, count);
            case Expectation.Url(var comparison, var text) -> {
                var expected = compared(comparison, text);
                yield new Question(
                        "",
                        "a URL that " + word(comparison) + " \"" + expected + "\"",
                        _ -> seen -> Checks.url(seen.url(), comparison, expected));
            }
            case Expectation.Title(var comparison, var text) -> {
                var expected = compared(comparison, text);
                yield new Question(
                        "",
                        "a title that " + word(comparison) + " \"" + expected + "\"",
                        _ -> seen -> Checks.title(seen.title(), comparison, expected));
            }
            case Expectation.NoConsoleErrors() -> ask(TrafficQuestions.noConsoleErrors());
            case Expectation.NoFailedRequests() -> ask(TrafficQuestions.noFailedRequests());
            case Expectation.Requested requested -> ask(traffic.of(requested));
            case Expectation.Downloaded downloaded -> ask(traffic.of(downloaded));
        };
    }

    private Question ask(TrafficQuestions.Asked asked) {
        return new Question("", asked.expected(), _ -> _ -> asked.check().of(tab.traffic()));
    }

    private String compared(Comparison comparison, Text text) throws MissingVariable {
        return switch (comparison) {
            case MATCHES -> variables.pattern(text);
            case IS, CONTAINS -> variables.value(text);
        };
    }

    private static String word(Comparison comparison) {
        return switch (comparison) {
            case IS -> "is";
            case CONTAINS -> "contains";
            case MATCHES -> "matches";
        };
    }

    private Question state(Target target, State state) throws MissingVariable {
        var wanted = variables.wanted(target);
        var expected = wanted.shown() + " " + state.name().toLowerCase(Locale.ROOT);
        return switch (state) {
            case VISIBLE ->
                    new Question(
                            wanted.name(),
                            expected,
                            _ -> seen -> visible(look.isThere(seen, wanted), true));
            case HIDDEN ->
                    new Question(
                            wanted.name(),
                            expected,
                            question -> seen -> hidden(question, seen, wanted));
            case CHECKED, UNCHECKED ->
                    ofOne(target, Purpose.TICK, expected, facts -> Checks.state(facts, state));
            case ENABLED, DISABLED, FOCUSED, UNFOCUSED ->
                    ofOne(target, Purpose.CONTROL, expected, facts -> Checks.state(facts, state));
        };
    }

    private Finding hidden(Question question, Observation seen, Wanted wanted) {
        return missingPlace(question, seen, wanted)
                .orElseGet(() -> visible(look.isThere(seen, wanted), false));
    }

    /** What is told by a place that is not there can be neither there nor gone. */
    private static Optional<Finding> missingPlace(
            Question question, Observation seen, Wanted wanted) {
        return Look.resolver(seen)
                .missingPlace(wanted)
                .map(missing ->
                        question.none(
                                Question.Problem.ABSENT, new Resolution.Absent(missing), missing));
    }

    private static Finding visible(boolean there, boolean expected) {
        return Checks.presence(there, expected);
    }

    private Question count(Target target, int count) throws MissingVariable {
        var wanted = variables.wanted(target);
        return new Question(
                wanted.name(),
                count + " of " + wanted.shown(),
                question ->
                        seen ->
                                missingPlace(question, seen, wanted)
                                        .orElseGet(
                                                () -> Checks.count(number(seen, wanted), count)));
    }

    private static int number(Observation seen, Wanted wanted) {
        return Look.resolver(seen).all(wanted, Purpose.SEE).size();
    }

    private Question ofOne(
            Target target, Purpose purpose, String expected, Function<Facts, Finding> check)
            throws MissingVariable {
        var wanted = variables.wanted(target);
        return new Question(
                wanted.name(),
                expected,
                question -> seen -> ofOne(question, seen, wanted, purpose, check));
    }

    private Finding ofOne(
            Question question,
            Observation seen,
            Wanted wanted,
            Purpose purpose,
            Function<Facts, Finding> check) {
        var found = Look.resolver(seen).resolve(wanted, purpose);
        return switch (found) {
            case Resolution.Unique(var chosen) ->
                    tab.read(chosen.handle())
                            .map(facts -> check.apply(facts).of(found))
                            .orElseGet(() -> goneAgain(question));
            case Resolution.Ambiguous(var candidates) ->
                    question.none(
                            Question.Problem.AMBIGUOUS,
                            found,
                            Sighting.ambiguous(wanted.shown(), candidates));
            case Resolution.Absent(var missing) ->
                    question.none(Question.Problem.ABSENT, found, missing);
        };
    }

    private static Finding goneAgain(Question question) {
        var gone = "it was gone again";
        return question.none(Question.Problem.ABSENT, new Resolution.Absent(gone), gone);
    }
}
