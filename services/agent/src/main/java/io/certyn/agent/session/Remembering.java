package io.certyn.agent.session;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Checks.Facts;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Names;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Wanted;
import io.certyn.protocol.step.Action.Aspect;
import io.certyn.protocol.step.Step;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Keeps what an element says as a variable of the case. */
final class Remembering {

    /** Five seconds, as a check is given. */
    private static final int LOOKS = 50;

    private final Tab tab;
    private final Hand hand;
    private final Variables variables;

    Remembering(Tab tab, Hand hand, Variables variables) {
        this.tab = tab;
        this.hand = hand;
        this.variables = variables;
    }

    Verdict run(Evidence.Spot spot, Step.Do step, Aspect aspect, Wanted wanted, String variable) {
        var purpose =
                switch (aspect) {
                    case TEXT -> Purpose.READ;
                    case VALUE -> Purpose.FILL;
                };
        return switch (hand.search(spot, step, wanted, purpose).next()) {
            case Search.Found.Ended(var verdict) -> verdict;
            case Search.Found.Element(var found) -> {
                var acted =
                        read(found.handle(), aspect)
                                .map(facts -> remembered(aspect, facts, wanted, variable))
                                .orElseGet(
                                        () -> new Acted.Gone(wanted.shown() + " was gone again"));
                hand.did(spot, "remember", Optional.of(wanted), variable, acted, Duration.ZERO);
                yield Hand.verdict(acted);
            }
        };
    }

    /**
     * An element that says nothing may only be loading: an empty text is contained in any other.
     */
    private Optional<Facts> read(Handle handle, Aspect aspect) {
        var facts = tab.read(handle);
        for (int i = 0; i < LOOKS && aspect == Aspect.TEXT && saysNothing(facts); i++) {
            tab.pause(Look.POLL);
            facts = tab.read(handle);
        }
        return facts;
    }

    private static boolean saysNothing(Optional<Facts> facts) {
        return facts.filter(seen -> Names.normal(seen.text()).isEmpty()).isPresent();
    }

    private Acted remembered(Aspect aspect, Facts facts, Wanted wanted, String variable) {
        var value =
                switch (aspect) {
                    case TEXT ->
                            Optional.of(Names.normal(facts.text())).filter(text -> !text.isEmpty());
                    case VALUE -> facts.value();
                };
        if (value.isEmpty()) {
            return new Acted.Refused(
                    wanted.shown() + " has no " + aspect.name().toLowerCase(Locale.ROOT));
        }
        variables.remember(variable, value.get());
        return new Acted.Done();
    }
}
