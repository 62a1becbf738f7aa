package io.certyn.agent.session;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Wanted;
import io.certyn.agent.loop.Sighting;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.trace.TraceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Acts on the page and says in the trace what it did: look, decide, act. */
final class Hand {

    /** How long a step marked "if visible" waits for something to become visible. */
    private static final Duration OPTIONAL = Duration.ofSeconds(1);

    /** At least so long, an element that was found is given to become usable. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Tab tab;
    private final Look look;
    private final Watch watch;
    private final Evidence evidence;
    private final Duration usual;
    private Optional<Evidence.Spot> marked = Optional.empty();

    /**
     * @param usual how long a step may take that does not say
     */
    Hand(Tab tab, Look look, Watch watch, Evidence evidence, Duration usual) {
        this.tab = tab;
        this.look = look;
        this.watch = watch;
        this.evidence = evidence;
        this.usual = usual;
    }

    /** Does it without looking for anything first. */
    Verdict once(Evidence.Spot spot, Command command, Duration most) {
        return watch.halted()
                .orElseGet(() -> {
                    var acted = act(spot, command, Optional.empty(), most);
                    return look.incidents(spot).orElseGet(() -> verdict(acted));
                });
    }

    /** Looks for the target and does it there; looks again when the element has slipped away. */
    Verdict onTarget(
            Evidence.Spot spot,
            Step.Do step,
            Wanted wanted,
            Purpose purpose,
            Function<Handle, Command> command) {
        var start = watch.now();
        var most = step.within().orElse(usual);
        var search = search(spot, step, wanted, purpose);
        while (true) {
            var found = search.next();
            var end = endOf(found);
            if (end.isPresent()) {
                return end.get();
            }
            if (!(found instanceof Search.Found.Element(var candidate))) {
                throw new IllegalStateException("neither found nor over: " + found);
            }
            var left = most.minus(watch.now().minus(start));
            var acted =
                    act(
                            spot,
                            command.apply(candidate.handle()),
                            Optional.of(wanted),
                            left.compareTo(LEAST) < 0 ? LEAST : left);
            var incident = look.incidents(spot);
            if (incident.isPresent()) {
                return incident.get();
            }
            boolean again = acted instanceof Acted.Gone && left.isPositive();
            if (!again) {
                return verdict(acted);
            }
        }
    }

    /** The search for a target, for as long as the step allows. */
    Search search(Evidence.Spot spot, Step.Do step, Wanted wanted, Purpose purpose) {
        var most = step.ifVisible() ? step.within().orElse(OPTIONAL) : step.within().orElse(usual);
        var terms = new Sighting.Terms(most, step.ifVisible());
        return look.search(spot, wanted, purpose, watch.now(), terms);
    }

    private static Optional<Verdict> endOf(Search.Found found) {
        return switch (found) {
            case Search.Found.Element _ -> Optional.empty();
            case Search.Found.Ended(var verdict) -> Optional.of(verdict);
        };
    }

    Acted act(Evidence.Spot spot, Command command, Optional<Wanted> wanted, Duration most) {
        markOnce(spot, command);
        var start = watch.now();
        var acted = tab.perform(command, most);
        var took = watch.now().minus(start);
        return did(spot, command.verb(), wanted, value(command), acted, took);
    }

    /** Says in the trace what was done and what it came to. */
    Acted did(
            Evidence.Spot spot,
            String verb,
            Optional<Wanted> wanted,
            @Nullable String value,
            Acted acted,
            Duration took) {
        evidence.trace(
                spot,
                new TraceRecord.Act(
                        verb,
                        wanted.map(Wanted::shown).orElse(null),
                        value,
                        effect(acted),
                        took.toMillis(),
                        error(acted)));
        return acted;
    }

    /** What the page does from now on is the answer to this step, if the step does something. */
    private void markOnce(Evidence.Spot spot, Command command) {
        boolean doesSomething =
                switch (command) {
                    case Command.SwitchTab _, Command.ArmDialog _ -> false;
                    case Command.Open _,
                            Command.Click _,
                            Command.Fill _,
                            Command.Select _,
                            Command.SetChecked _,
                            Command.Press _,
                            Command.Hover _,
                            Command.ScrollTo _,
                            Command.Upload _,
                            Command.Drag _ ->
                            true;
                };
        if (doesSomething && !marked.equals(Optional.of(spot))) {
            tab.mark();
            marked = Optional.of(spot);
        }
    }

    /** Says in the trace that none or several fitted, and returns the verdict about that. */
    Verdict noChoice(
            Evidence.Spot spot,
            String target,
            List<TraceRecord.Candidate> fitting,
            Verdict verdict) {
        evidence.trace(
                spot,
                new TraceRecord.Decide(
                        "rule",
                        target,
                        fitting.size() > 1 ? TraceRecord.Found.SEVERAL : TraceRecord.Found.NONE,
                        fitting,
                        null,
                        verdict.message(),
                        1));
        return verdict;
    }

    private static @Nullable String value(Command command) {
        return switch (command) {
            case Command.Open(var url) -> url;
            case Command.Fill(_, var value) -> value;
            case Command.Select(_, var option) -> option;
            case Command.SetChecked(_, var checked) -> String.valueOf(checked);
            case Command.Press(_, var key) -> key;
            case Command.Upload(_, var file) -> file.getFileName().toString();
            case Command.SwitchTab(var index) -> String.valueOf(index + 1);
            case Command.ArmDialog(_, var text) -> text.orElse(null);
            case Command.Click _, Command.Hover _, Command.Drag _, Command.ScrollTo _ -> null;
        };
    }

    private static TraceRecord.Effect effect(Acted acted) {
        return switch (acted) {
            case Acted.Done _ -> TraceRecord.Effect.DONE;
            case Acted.Gone _ -> TraceRecord.Effect.GONE;
            case Acted.Refused _ -> TraceRecord.Effect.REFUSED;
            case Acted.NotOpened _ -> TraceRecord.Effect.NOT_OPENED;
        };
    }

    private static @Nullable String error(Acted acted) {
        return switch (acted) {
            case Acted.Done _ -> null;
            case Acted.Gone(var why) -> why;
            case Acted.Refused(var why) -> why;
            case Acted.NotOpened(var why) -> why;
        };
    }

    static Verdict verdict(Acted acted) {
        return switch (acted) {
            case Acted.Done _ -> Verdict.PASSED;
            case Acted.Gone(var why) -> Verdict.of(Reason.TARGET_NOT_FOUND, why);
            case Acted.Refused(var why) -> Verdict.of(Reason.TARGET_NOT_ACTIONABLE, why);
            case Acted.NotOpened(var why) -> Verdict.of(Reason.ENVIRONMENT_UNREACHABLE, why);
        };
    }
}
