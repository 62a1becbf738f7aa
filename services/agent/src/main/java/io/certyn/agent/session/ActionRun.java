package io.certyn.agent.session;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Checks;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Wanted;
import io.certyn.agent.guard.Origins;
import io.certyn.agent.loop.Sighting;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.step.Action;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.Target;
import io.certyn.protocol.trace.TraceRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the steps that do something: look, decide, act, and look again if it slipped away.
 */
final class ActionRun {

    /** How long a step marked "if visible" waits for something to become visible. */
    private static final Duration OPTIONAL = Duration.ofSeconds(1);

    /** At least so long, an element that was found is given to become usable. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Tab tab;
    private final Look look;
    private final Watch watch;
    private final Evidence evidence;
    private final Site site;

    ActionRun(Tab tab, Look look, Watch watch, Evidence evidence, Site site) {
        this.tab = tab;
        this.look = look;
        this.watch = watch;
        this.evidence = evidence;
        this.site = site;
    }

    /**
     * The environment as actions need it.
     *
     * @param step how long one step may take
     * @param navigation how long a page may take to come
     * @param session its id
     * @param tracing which origins are told the step their requests belong to, if any
     */
    record Site(
            String baseUrl,
            Origins origins,
            Variables variables,
            Duration step,
            Duration navigation,
            String session,
            Optional<Assignment.Tracing> tracing) {}

    Verdict run(Evidence.Spot spot, Step.Do step) throws MissingVariable {
        var variables = site.variables();
        return switch (step.action()) {
            case Action.GoTo(var address) ->
                    open(spot, variables.value(address), step.within().orElse(site.navigation()));
            case Action.Click(var kind, var target) ->
                    onTarget(
                            spot,
                            step,
                            target,
                            Purpose.CLICK,
                            handle -> new Command.Click(handle, kind));
            case Action.Fill(var target, var text) -> {
                var value = variables.value(text);
                yield onTarget(
                        spot,
                        step,
                        target,
                        Purpose.FILL,
                        handle -> new Command.Fill(handle, value));
            }
            case Action.Clear(var target) ->
                    onTarget(
                            spot,
                            step,
                            target,
                            Purpose.FILL,
                            handle -> new Command.Fill(handle, ""));
            case Action.Select(var text, var target) -> {
                var option = variables.value(text);
                yield onTarget(
                        spot,
                        step,
                        target,
                        Purpose.CHOOSE,
                        handle -> new Command.Select(handle, option));
            }
            case Action.SetChecked(var target, var checked) ->
                    onTarget(
                            spot,
                            step,
                            target,
                            Purpose.TICK,
                            handle -> new Command.SetChecked(handle, checked));
            case Action.Press(var key, var target) -> press(spot, step, key, target);
            case Action.Hover(var target) ->
                    onTarget(spot, step, target, Purpose.POINT, Command.Hover::new);
            case Action.WaitFor(var target, var hidden) -> waitFor(spot, step, target, hidden);
            case Action.Pause(var time) -> pause(time);
            case Action.AnswerDialog(var accept) ->
                    once(spot, new Command.ArmDialog(accept), site.step());
        };
    }

    private Verdict open(Evidence.Spot spot, String address, Duration most) {
        var url =
                address.startsWith("/")
                        ? Variables.withoutSlash(site.baseUrl()) + address
                        : address;
        if (!site.origins().allow(url)) {
            evidence.trace(spot, new TraceRecord.Security("navigation_denied", url));
            return Incidents.denied(url);
        }
        return once(spot, new Command.Open(url), most);
    }

    private Verdict press(Evidence.Spot spot, Step.Do step, String key, Optional<Target> target)
            throws MissingVariable {
        return target.isPresent()
                ? onTarget(
                        spot,
                        step,
                        target.get(),
                        Purpose.POINT,
                        handle -> new Command.Press(Optional.of(handle), key))
                : once(spot, new Command.Press(Optional.empty(), key), site.step());
    }

    private Verdict once(Evidence.Spot spot, Command command, Duration most) {
        return watch.halted()
                .orElseGet(() -> {
                    var acted = act(spot, command, Optional.empty(), most);
                    return look.incidents(spot).orElseGet(() -> verdict(acted));
                });
    }

    private Verdict onTarget(
            Evidence.Spot spot,
            Step.Do step,
            Target target,
            Purpose purpose,
            Function<Handle, Command> command)
            throws MissingVariable {
        var wanted = site.variables().wanted(target);
        var start = watch.now();
        var most = step.within().orElse(site.step());
        var terms =
                new Sighting.Terms(
                        step.ifVisible() ? step.within().orElse(OPTIONAL) : most, step.ifVisible());
        var search = look.search(spot, wanted, purpose, start, terms);
        while (true) {
            var found = search.next();
            var end = endOf(found);
            if (end.isPresent()) {
                return end.get();
            }
            if (!(found instanceof Look.Found.Element(var candidate))) {
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

    private static Optional<Verdict> endOf(Look.Found found) {
        return switch (found) {
            case Look.Found.Element _ -> Optional.empty();
            case Look.Found.Ended(var verdict) -> Optional.of(verdict);
        };
    }

    private Acted act(Evidence.Spot spot, Command command, Optional<Wanted> wanted, Duration most) {
        var start = watch.now();
        var acted = tab.perform(command, most);
        evidence.trace(
                spot,
                new TraceRecord.Act(
                        command.verb(),
                        wanted.map(Wanted::shown).orElse(null),
                        value(command),
                        effect(acted),
                        watch.now().minus(start).toMillis(),
                        error(acted)));
        return acted;
    }

    private static @Nullable String value(Command command) {
        return switch (command) {
            case Command.Open(var url) -> url;
            case Command.Fill(_, var value) -> value;
            case Command.Select(_, var option) -> option;
            case Command.SetChecked(_, var checked) -> String.valueOf(checked);
            case Command.Press(_, var key) -> key;
            case Command.Click _, Command.Hover _, Command.ArmDialog _ -> null;
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

    private static Verdict verdict(Acted acted) {
        return switch (acted) {
            case Acted.Done _ -> Verdict.PASSED;
            case Acted.Gone(var why) -> Verdict.of(Reason.TARGET_NOT_FOUND, why);
            case Acted.Refused(var why) -> Verdict.of(Reason.TARGET_NOT_ACTIONABLE, why);
            case Acted.NotOpened(var why) -> Verdict.of(Reason.ENVIRONMENT_UNREACHABLE, why);
        };
    }

    private Verdict waitFor(Evidence.Spot spot, Step.Do step, Target target, boolean hidden)
            throws MissingVariable {
        var wanted = site.variables().wanted(target);
        var most = step.within().orElse(site.step());
        return look.until(
                spot,
                most,
                observation -> {
                    var found = Look.resolver(observation).resolve(wanted, Purpose.SEE);
                    boolean there = !(found instanceof Resolution.Absent);
                    var finding = Checks.presence(there, !hidden);
                    return there ? finding : finding.of(found);
                },
                wanted.name(),
                wanted.shown() + (hidden ? " hidden" : " visible"),
                finding ->
                        Verdict.of(
                                hidden ? Reason.EXPECTATION_FALSE : Reason.TARGET_NOT_FOUND,
                                wanted.shown()
                                        + (hidden ? " is still visible" : " did not appear")
                                        + " within "
                                        + most.toMillis() / 1000.0
                                        + " s"));
    }

    private Verdict pause(Duration time) {
        var end = watch.now().plus(time);
        while (watch.now().compareTo(end) < 0) {
            var halted = watch.halted();
            if (halted.isPresent()) {
                return halted.get();
            }
            var left = end.minus(watch.now());
            tab.pause(left.compareTo(Look.POLL) < 0 ? left : Look.POLL);
        }
        return Verdict.PASSED;
    }
}
