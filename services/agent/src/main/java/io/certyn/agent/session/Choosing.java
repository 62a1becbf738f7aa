package io.certyn.agent.session;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Candidate;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Wanted;
import io.certyn.protocol.step.Action.ClickKind;
import io.certyn.protocol.step.Role;
import io.certyn.protocol.step.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Chooses an option of a list: the browser's own at once, one that a page builds by opening it and
 * clicking what it shows.
 */
final class Choosing {

    /** How long a list is given to show the option before it is opened in another way. */
    private static final Duration TO_OPEN = Duration.ofSeconds(1);

    private final Tab tab;
    private final Look look;
    private final Watch watch;
    private final Hand hand;

    Choosing(Tab tab, Look look, Watch watch, Hand hand) {
        this.tab = tab;
        this.look = look;
        this.watch = watch;
        this.hand = hand;
    }

    Verdict run(Evidence.Spot spot, Step.Do step, Wanted list, String option) {
        return switch (hand.search(spot, step, list, Purpose.CHOOSE).next()) {
            case Search.Found.Ended(var verdict) -> verdict;
            case Search.Found.Element(var found) when tab.isNativeList(found.handle()) ->
                    hand.onTarget(
                            spot,
                            step,
                            list,
                            Purpose.CHOOSE,
                            handle -> new Command.Select(handle, option));
            case Search.Found.Element(var found) -> build(spot, step, list, found, option);
        };
    }

    private Verdict build(
            Evidence.Spot spot, Step.Do step, Wanted list, Candidate found, String option) {
        var wanted = option(option, Optional.of(Role.OPTION));
        // A list that lies open would take a click for a choice.
        if (!found.role().equals("listbox")) {
            var refused = open(spot, list, found, wanted);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        // The list was there; an option that is not is no reason to leave the step out.
        var chosen = new Step.Do(step.action(), false, step.within());
        return hand.onTarget(
                spot,
                chosen,
                isReachable(wanted) ? wanted : option(option, Optional.empty()),
                Purpose.CLICK,
                handle -> new Command.Click(handle, ClickKind.SINGLE));
    }

    private static Wanted option(String name, Optional<Role> role) {
        return new Wanted(name, role, Optional.empty(), false, Optional.empty(), List.of());
    }

    /** Some libraries keep the options for screen readers apart from those that can be clicked. */
    private boolean isReachable(Wanted option) {
        var candidates =
                Look.resolver(tab.observe(option.name()))
                        .resolve(option, Purpose.CLICK)
                        .candidates();
        return candidates.isEmpty()
                || candidates.stream().anyMatch(each -> each.handle() instanceof Handle.Ref);
    }

    /** As a person would: click it, else with the arrow key, else by typing what is wanted. */
    private Optional<Verdict> open(
            Evidence.Spot spot, Wanted list, Candidate found, Wanted option) {
        var clicked =
                hand.act(
                        spot,
                        new Command.Click(found.handle(), ClickKind.SINGLE),
                        Optional.of(list),
                        TO_OPEN);
        var incident = look.incidents(spot);
        if (incident.isPresent()) {
            return incident;
        }
        if (!(clicked instanceof Acted.Done)) {
            return Optional.of(Hand.verdict(clicked));
        }
        if (!appears(option)) {
            var arrow = new Command.Press(Optional.of(found.handle()), "ArrowDown");
            hand.act(spot, arrow, Optional.of(list), TO_OPEN);
            if (!appears(option) && found.role().equals("combobox")) {
                var typed = new Command.Fill(found.handle(), option.name());
                hand.act(spot, typed, Optional.of(list), TO_OPEN);
            }
        }
        return Optional.empty();
    }

    private boolean appears(Wanted option) {
        var end = watch.now().plus(TO_OPEN);
        while (watch.halted().isEmpty()) {
            var seen = Look.resolver(tab.observe(option.name())).resolve(option, Purpose.CLICK);
            if (!(seen instanceof Resolution.Absent)) {
                return true;
            }
            if (watch.now().compareTo(end) >= 0) {
                return false;
            }
            tab.pause(Look.POLL);
        }
        return false;
    }
}
