package io.certyn.orchestrator.run.flow;

import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.catalog.Environment;
import io.certyn.orchestrator.catalog.Exploration;
import io.certyn.orchestrator.catalog.PinnedCase;
import io.certyn.orchestrator.catalog.Selection;
import io.certyn.orchestrator.catalog.Selections;
import io.certyn.orchestrator.catalog.SharedSteps;
import io.certyn.orchestrator.catalog.TestCase;
import io.certyn.orchestrator.catalog.store.Cases;
import io.certyn.orchestrator.catalog.store.Environments;
import io.certyn.orchestrator.catalog.store.Suites;
import io.certyn.orchestrator.run.flow.Creation.Refused;
import io.certyn.orchestrator.run.flow.Creation.Why;
import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.StepParser;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes runs: resolves what is asked for, pins it, and hands the draft to the store. */
@ApplicationScoped
public class RunCreation {

    private final Environments environments;
    private final Suites suites;
    private final Cases cases;
    private final RunWriting writing;
    private final NewIds ids;
    private final InstantSource clock;
    private final RunConfig config;

    public RunCreation(
            Environments environments,
            Suites suites,
            Cases cases,
            RunWriting writing,
            NewIds ids,
            InstantSource clock,
            RunConfig config) {
        this.environments = environments;
        this.suites = suites;
        this.cases = cases;
        this.writing = writing;
        this.ids = ids;
        this.clock = clock;
        this.config = config;
    }

    /** What is known so far, or why it ends here. */
    private sealed interface Step<T> {

        record Known<T>(T value) implements Step<T> {}

        record Stopped<T>(Refused refused) implements Step<T> {}

        static <T> Step<T> stopped(Why why, String detail) {
            return new Stopped<>(new Refused(why, detail));
        }

        default <R> Step<R> flatMap(Function<T, Step<R>> next) {
            return switch (this) {
                case Known<T>(var value) -> next.apply(value);
                case Stopped<T>(var refused) -> new Stopped<>(refused);
            };
        }

        default <R> Uni<Step<R>> then(Function<T, Uni<Step<R>>> next) {
            return switch (this) {
                case Known<T>(var value) -> next.apply(value);
                case Stopped<T>(var refused) -> Uni.createFrom().item(new Stopped<>(refused));
            };
        }
    }

    /**
     * @param answer what a repetition of the request will get to read
     */
    public Uni<Creation> create(RunRequest request, Function<Creation.Made, String> answer) {
        return writing.replay(request.key())
                .chain(replay ->
                        replay.map(known -> Uni.createFrom().item(known))
                                .orElseGet(() -> make(request, answer)));
    }

    private Uni<Creation> make(RunRequest request, Function<Creation.Made, String> answer) {
        var end = clock.instant().plus(request.deadline());
        if (request.notBefore().filter(start -> !start.isBefore(end)).isPresent()) {
            return Uni.createFrom()
                    .item(new Refused(Why.STARTS_TOO_LATE, "its deadline is at " + end));
        }
        return target(request)
                .chain(target -> target.then(environment -> draft(request, environment)))
                .chain(drafted ->
                        switch (drafted) {
                            case Step.Known<Draft>(var draft) -> writing.write(draft, answer);
                            case Step.Stopped<Draft>(var refused) -> Uni.createFrom().item(refused);
                        });
    }

    private Uni<Step<Environment>> target(RunRequest request) {
        return environments
                .find(request.tenant(), request.project().id(), request.environment())
                .map(found -> withPool(found, request.environment()));
    }

    private static Step<Environment> withPool(Optional<Environment> found, String asked) {
        if (found.isEmpty()) {
            return Step.stopped(Why.UNKNOWN_ENVIRONMENT, "the project has no environment " + asked);
        }
        return found.get().settings().pool() == null
                ? Step.stopped(
                        Why.ENVIRONMENT_WITHOUT_POOL,
                        "environment " + asked + " names no runner pool")
                : new Step.Known<>(found.get());
    }

    private Uni<Step<Draft>> draft(RunRequest request, Environment environment) {
        if (request.selection() instanceof Selection.OfSite(var exploration)) {
            return exploring(request, environment, exploration);
        }
        return chosen(request)
                .chain(chosen -> chosen.then(these -> pinned(request, these)))
                .chain(pinned -> pinned.then(these -> drafted(request, environment, these)));
    }

    private Uni<Step<Draft>> exploring(
            RunRequest request, Environment environment, Exploration exploration) {
        return cases.all(request.tenant(), request.project().id())
                .chain(all -> cases.pin(request.tenant(), all))
                .map(RunCreation::asTheyRun)
                .map(known ->
                        sized(
                                Draft.exploring(
                                        request, environment, exploration, known, ids, config)));
    }

    /** A case whose shared steps cannot be put in stays as it is written. */
    private static List<PinnedCase> asTheyRun(List<PinnedCase> all) {
        var shared =
                new SharedSteps(
                        all.stream()
                                .filter(one -> one.tags().contains(SharedSteps.TAG))
                                .map(PinnedCase::part)
                                .toList());
        return all.stream()
                .map(one ->
                        shared.expand(one.part()) instanceof SharedSteps.Expansion.Whole whole
                                ? one.with(whole)
                                : one)
                .toList();
    }

    private Uni<Step<List<TestCase>>> chosen(RunRequest request) {
        return cases.all(request.tenant(), request.project().id())
                .chain(all -> select(request, all))
                .map(selected ->
                        selected.map(this::withinLimits).orElseGet(() -> noSuite(request)));
    }

    private Uni<Optional<Selections>> select(RunRequest request, List<TestCase> all) {
        return switch (request.selection()) {
            case Selection.OfKeys(var keys) ->
                    Uni.createFrom().item(Optional.of(Selections.ofKeys(keys, all)));
            case Selection.OfTags(var tags) ->
                    Uni.createFrom().item(Optional.of(Selections.ofTags(tags, all)));
            case Selection.OfSite _ ->
                    throw new IllegalStateException("an exploration has no cases");
            case Selection.OfSuite(var slug) ->
                    suites.find(request.tenant(), request.project().id(), slug)
                            .map(found -> found.map(suite -> Selections.ofSuite(suite, all)));
        };
    }

    private static Step<List<TestCase>> noSuite(RunRequest request) {
        return Step.stopped(
                Why.UNKNOWN_SUITE, "the project has no such suite: " + request.selection());
    }

    private Step<List<TestCase>> withinLimits(Selections selections) {
        return switch (selections) {
            case Selections.Unknown(var keys) ->
                    Step.stopped(
                            Why.UNKNOWN_CASE, "the project has no case " + String.join(", ", keys));
            case Selections.Chosen(var chosen) when chosen.isEmpty() ->
                    Step.stopped(Why.NO_CASES_SELECTED, "the selection leaves no case to run");
            case Selections.Chosen(var chosen) when chosen.size() > config.maxCases() ->
                    Step.stopped(
                            Why.TOO_MANY_CASES,
                            chosen.size() + " cases, at most " + config.maxCases());
            case Selections.Chosen(var chosen) -> new Step.Known<>(chosen);
        };
    }

    private Uni<Step<List<PinnedCase>>> pinned(RunRequest request, List<TestCase> chosen) {
        return cases.pin(request.tenant(), chosen)
                .chain(pinned -> whole(request, pinned))
                .map(whole -> whole.flatMap(RunCreation::understood));
    }

    /** Shared steps are pinned with the case: a run does not change while they do. */
    private Uni<Step<List<PinnedCase>>> whole(RunRequest request, List<PinnedCase> pinned) {
        if (pinned.stream().noneMatch(one -> SharedSteps.areRunBy(one.steps()))) {
            return Uni.createFrom().item(new Step.Known<>(pinned));
        }
        return cases.shared(request.tenant(), request.project().id())
                .map(shared -> whole(pinned, shared));
    }

    private static Step<List<PinnedCase>> whole(List<PinnedCase> pinned, SharedSteps shared) {
        var whole = new ArrayList<PinnedCase>();
        for (var one : pinned) {
            switch (shared.expand(one.part())) {
                case SharedSteps.Expansion.Whole all -> whole.add(one.with(all));
                case SharedSteps.Expansion.Stopped(var why, var _) -> {
                    return Step.stopped(
                            Why.SHARED_STEPS_UNUSABLE, "case " + one.key() + ": " + why);
                }
            }
        }
        return new Step.Known<>(List.copyOf(whole));
    }

    /** Stored cases were understood once; the grammar may have become stricter since. */
    private static Step<List<PinnedCase>> understood(List<PinnedCase> pinned) {
        for (var one : pinned) {
            var lines = Stream.concat(one.steps().stream(), one.expected().stream()).toList();
            for (var line : lines) {
                if (StepParser.parse(line)
                        instanceof ParseResult.NotUnderstood(var column, var message)) {
                    return Step.stopped(
                            Why.STEP_NOT_UNDERSTOOD,
                            "case %s, \"%s\", column %d: %s"
                                    .formatted(one.key(), line, column, message));
                }
            }
        }
        return new Step.Known<>(pinned);
    }

    private Uni<Step<Draft>> drafted(
            RunRequest request, Environment environment, List<PinnedCase> pinned) {
        var draft = Draft.of(request, environment, pinned, ids, config.budget());
        return Uni.createFrom().item(sized(draft));
    }

    private static Step<Draft> sized(Draft draft) {
        return draft.tooLarge()
                .map(key ->
                        Step.<Draft>stopped(
                                Why.ASSIGNMENT_TOO_LARGE,
                                "the assignment of " + key + " is more than 256 KiB"))
                .orElseGet(() -> new Step.Known<>(draft));
    }
}
