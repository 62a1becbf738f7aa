package io.certyn.agent.crawl;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Scout;
import io.certyn.agent.explore.FormTrial;
import io.certyn.agent.explore.Happening;
import io.certyn.agent.explore.Proposal;
import io.certyn.agent.explore.Sight;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Resolver;
import io.certyn.agent.find.Wanted;
import io.certyn.protocol.step.Action;
import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.StepParser;
import io.certyn.protocol.step.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Fills a form in for the first time, to see what comes of it. */
public final class FormRun {

    private static final Duration MOST = Duration.ofSeconds(3);

    private final Scout scout;
    private final Crawl.Site site;

    public FormRun(Scout scout, Crawl.Site site) {
        this.scout = scout;
        this.site = site;
    }

    /**
     * What came of a form.
     *
     * @param proposal nothing where the form could not be filled in, or nothing was seen to expect
     */
    public record Tried(Optional<Proposal> proposal, String url, List<Happening> happenings) {}

    public Tried run(FormTrial trial) {
        Optional<Sight> before = Optional.empty();
        scout.happenings();
        for (var line : trial.steps()) {
            if (!(StepParser.parse(line) instanceof ParseResult.Parsed(Step.Do step))
                    || !did(step.action())) {
                return new Tried(Optional.empty(), scout.url(), scout.happenings());
            }
            before = before.or(() -> Optional.of(scout.sight()));
        }
        scout.settle();
        var after = scout.sight();
        return new Tried(
                before.flatMap(sight -> trial.seen(sight, after)), scout.url(), scout.happenings());
    }

    private boolean did(Action action) {
        return switch (action) {
            case Action.GoTo(var address) -> {
                var path = address.source();
                var base = site.baseUrl().replaceAll("/$", "");
                var url = path.startsWith("/") ? base + path : path;
                yield scout.open(url, site.navigation()).isGood();
            }
            case Action.Fill(var target, var value) ->
                    on(target, Purpose.FILL, to -> new Command.Fill(to, value.source()));
            case Action.Select(var option, var target) ->
                    on(target, Purpose.CHOOSE, to -> new Command.Select(to, option.source()));
            case Action.SetChecked(var target, var checked) ->
                    on(target, Purpose.TICK, to -> new Command.SetChecked(to, checked));
            case Action.Click(var kind, var target) ->
                    on(target, Purpose.CLICK, to -> new Command.Click(to, kind));
            case Action.Press(var key, var target) ->
                    target.isPresent()
                            && on(
                                    target.get(),
                                    Purpose.POINT,
                                    to -> new Command.Press(Optional.of(to), key));
            // No trial says anything else.
            case Action _ -> false;
        };
    }

    private boolean on(Target target, Purpose purpose, Function<Handle, Command> command) {
        var wanted =
                new Wanted(
                        target.name().source(),
                        target.role(),
                        target.position(),
                        target.exactly(),
                        Optional.empty(),
                        List.of());
        var found = new Resolver(scout.observe("").snapshot(), 0).resolve(wanted, purpose);
        return found instanceof Resolution.Unique(var candidate)
                && scout.perform(command.apply(candidate.handle()), MOST) instanceof Acted.Done;
    }
}
