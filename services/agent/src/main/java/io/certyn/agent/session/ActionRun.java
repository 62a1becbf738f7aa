package io.certyn.agent.session;

import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Checks;
import io.certyn.agent.check.Finding;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.guard.Origins;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.step.Action;
import io.certyn.protocol.step.Action.ClickKind;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.Target;
import io.certyn.protocol.trace.TraceRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out the steps that do something: look, decide, act, and look again if it slipped away.
 */
final class ActionRun {

    private final Tab tab;
    private final Look look;
    private final Watch watch;
    private final Evidence evidence;
    private final Site site;
    private final Hand hand;

    ActionRun(Tab tab, Look look, Watch watch, Evidence evidence, Site site) {
        this.tab = tab;
        this.look = look;
        this.watch = watch;
        this.evidence = evidence;
        this.site = site;
        this.hand = new Hand(tab, look, watch, evidence, site.step());
    }

    /**
     * The environment as actions need it.
     *
     * @param files of the case, by their names
     * @param step how long one step may take
     * @param navigation how long a page may take to come
     * @param session its id
     * @param tracing which origins are told the step their requests belong to, if any
     */
    record Site(
            String baseUrl,
            Origins origins,
            Variables variables,
            Map<String, Path> files,
            Duration step,
            Duration navigation,
            String session,
            Optional<Assignment.Tracing> tracing) {}

    Verdict run(Evidence.Spot spot, Step.Do step) throws MissingVariable {
        var verdict = act(spot, step);
        return verdict.isPassed() && tab.isDialogMissing() ? dialog(spot, step) : verdict;
    }

    /** Gives the dialog that was announced the time of the step to open. */
    private Verdict dialog(Evidence.Spot spot, Step.Do step) {
        var most = step.within().orElse(site.step());
        return look.until(
                spot,
                most,
                _ -> {
                    boolean missing = tab.isDialogMissing();
                    return new Finding(!missing, missing ? "none opened" : "answered");
                },
                "",
                "the announced dialog",
                _ ->
                        Verdict.of(
                                Reason.EXPECTATION_FALSE,
                                "a dialog was announced, and this step opened none within "
                                        + most.toMillis() / 1000.0
                                        + " s"));
    }

    private Verdict act(Evidence.Spot spot, Step.Do step) throws MissingVariable {
        var variables = site.variables();
        return switch (step.action()) {
            case Action.GoTo(var address) ->
                    open(spot, variables.value(address), step.within().orElse(site.navigation()));
            case Action.Click(var kind, var target) ->
                    on(
                            spot,
                            step,
                            target,
                            Purpose.CLICK,
                            handle -> new Command.Click(handle, kind));
            case Action.Fill(var target, var text) -> {
                var value = variables.value(text);
                yield on(
                        spot,
                        step,
                        target,
                        Purpose.FILL,
                        handle -> new Command.Fill(handle, value));
            }
            case Action.Clear(var target) ->
                    on(spot, step, target, Purpose.FILL, handle -> new Command.Fill(handle, ""));
            case Action.Select(var option, var target) ->
                    new Choosing(tab, look, watch, hand)
                            .run(spot, step, variables.wanted(target), variables.value(option));
            case Action.SetChecked(var target, var checked) ->
                    on(
                            spot,
                            step,
                            target,
                            Purpose.TICK,
                            handle -> new Command.SetChecked(handle, checked));
            case Action.Toggle(var target) ->
                    on(
                            spot,
                            step,
                            target,
                            Purpose.TICK,
                            handle -> new Command.Click(handle, ClickKind.SINGLE));
            case Action.Press(var key, var target) -> press(spot, step, key, target);
            case Action.Hover(var target) ->
                    on(spot, step, target, Purpose.POINT, Command.Hover::new);
            case Action.ScrollTo(var target) ->
                    on(spot, step, target, Purpose.SEE, Command.ScrollTo::new);
            case Action.Upload(var file, var target) -> upload(spot, step, file, target);
            case Action.Drag(var what, var onto) -> drag(spot, step, what, onto);
            case Action.Remember(var aspect, var target, var variable) ->
                    new Remembering(tab, hand, variables)
                            .run(spot, step, aspect, variables.wanted(target), variable);
            case Action.SwitchTab(var which) ->
                    new TabSwitch(tab, look, watch, hand)
                            .run(spot, wanted(which), step.within().orElse(site.step()));
            case Action.WaitFor(var target, var hidden) -> waitFor(spot, step, target, hidden);
            case Action.Pause(var time) -> look.pause(time).orElse(Verdict.PASSED);
            case Action.AnswerDialog(var accept, var text) ->
                    hand.once(
                            spot,
                            new Command.ArmDialog(accept, variables.value(text)),
                            site.step());
        };
    }

    private Verdict on(
            Evidence.Spot spot,
            Step.Do step,
            Target target,
            Purpose purpose,
            Function<Handle, Command> command)
            throws MissingVariable {
        return hand.onTarget(spot, step, site.variables().wanted(target), purpose, command);
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
        return hand.once(spot, new Command.Open(url), most);
    }

    private Verdict press(Evidence.Spot spot, Step.Do step, String key, Optional<Target> target)
            throws MissingVariable {
        return target.isPresent()
                ? on(
                        spot,
                        step,
                        target.get(),
                        Purpose.POINT,
                        handle -> new Command.Press(Optional.of(handle), key))
                : hand.once(spot, new Command.Press(Optional.empty(), key), site.step());
    }

    private Verdict upload(Evidence.Spot spot, Step.Do step, String name, Target target)
            throws MissingVariable {
        var file = site.files().get(name);
        if (file == null) {
            var known = site.files().isEmpty() ? "none" : String.join(", ", site.files().keySet());
            return Verdict.of(
                    Reason.FILE_MISSING, "no file \"" + name + "\" in the case; it has: " + known);
        }
        return on(spot, step, target, Purpose.CLICK, handle -> new Command.Upload(handle, file));
    }

    /** Both ends are looked for; the first one stays where it was found. */
    private Verdict drag(Evidence.Spot spot, Step.Do step, Target what, Target onto)
            throws MissingVariable {
        var search = hand.search(spot, step, site.variables().wanted(what), Purpose.SEE);
        return switch (search.next()) {
            case Search.Found.Ended(var verdict) -> verdict;
            case Search.Found.Element(var dragged) ->
                    on(
                            spot,
                            step,
                            onto,
                            Purpose.SEE,
                            handle -> new Command.Drag(dragged.handle(), handle));
        };
    }

    private TabSwitch.Wanted wanted(Action.Tab tab) throws MissingVariable {
        return switch (tab) {
            case Action.Tab.At(var position) -> new TabSwitch.Wanted.At(position);
            case Action.Tab.Titled(var title) ->
                    new TabSwitch.Wanted.Titled(site.variables().value(title));
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
}
