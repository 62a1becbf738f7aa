package io.certyn.agent.session;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Names;
import io.certyn.protocol.step.Target.Position;
import io.certyn.protocol.trace.TraceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Goes on in another tab, which may still be opening. */
final class TabSwitch {

    /** How long tabs have to stay as they are before one is said to be the last. */
    private static final Duration SETTLED = Duration.ofMillis(300);

    private final Tab tab;
    private final Look look;
    private final Watch watch;
    private final Hand hand;

    TabSwitch(Tab tab, Look look, Watch watch, Hand hand) {
        this.tab = tab;
        this.look = look;
        this.watch = watch;
        this.hand = hand;
    }

    /** Which tab. */
    sealed interface Wanted {

        record At(Position position) implements Wanted {}

        record Titled(String title) implements Wanted {}
    }

    Verdict run(Evidence.Spot spot, Wanted wanted, Duration most) {
        var start = watch.now();
        var titles = tab.titles();
        var since = start;
        while (true) {
            var ended = watch.halted().or(() -> look.incidents(spot));
            if (ended.isPresent()) {
                return ended.get();
            }
            var now = watch.now();
            boolean settled = now.minus(since).compareTo(SETTLED) >= 0;
            var fitting = fitting(wanted, titles);
            if (fitting.size() == 1 && (settled || wanted instanceof Wanted.Titled)) {
                var acted =
                        hand.act(
                                spot,
                                new Command.SwitchTab(fitting.getFirst()),
                                Optional.empty(),
                                most);
                if (!(acted instanceof Acted.Gone)) {
                    return look.incidents(spot).orElseGet(() -> Hand.verdict(acted));
                }
            }
            if (now.minus(start).compareTo(most) >= 0) {
                return hand.noChoice(
                        spot,
                        "a tab",
                        traced(fitting, titles),
                        otherwise(wanted, titles, fitting, most));
            }
            tab.pause(Look.POLL);
            var seen = tab.titles();
            if (!seen.equals(titles)) {
                titles = seen;
                since = watch.now();
            }
        }
    }

    private static List<Integer> fitting(Wanted wanted, List<String> titles) {
        return switch (wanted) {
            // With one tab only, the last one is still to open.
            case Wanted.At(Position.Last()) ->
                    titles.size() > 1 ? List.of(titles.size() - 1) : List.of();
            case Wanted.At(Position.Nth(var number)) ->
                    number <= titles.size() ? List.of(number - 1) : List.of();
            case Wanted.Titled(var title) -> titled(title, titles);
        };
    }

    /** The whole title before a part of it. */
    private static List<Integer> titled(String title, List<String> titles) {
        var want = folded(title);
        var whole = those(titles, have -> have.equals(want));
        return whole.isEmpty() ? those(titles, have -> have.contains(want)) : whole;
    }

    private static List<Integer> those(List<String> titles, Predicate<String> fits) {
        return IntStream.range(0, titles.size())
                .filter(i -> fits.test(folded(titles.get(i))))
                .boxed()
                .toList();
    }

    private static String folded(String text) {
        return Names.normal(text).toLowerCase(Locale.ROOT);
    }

    private static List<TraceRecord.Candidate> traced(List<Integer> fitting, List<String> titles) {
        return fitting.stream()
                .map(i ->
                        new TraceRecord.Candidate(
                                "tab=" + (i + 1), "tab", LookTrace.cut(titles.get(i)), "PARTIAL"))
                .toList();
    }

    private static Verdict otherwise(
            Wanted wanted, List<String> titles, List<Integer> fitting, Duration most) {
        var shown =
                IntStream.range(0, titles.size())
                        .mapToObj(i -> (i + 1) + " \"" + titles.get(i) + "\"")
                        .collect(Collectors.joining("; "));
        return switch (wanted) {
            case Wanted.Titled(var title) when fitting.size() > 1 ->
                    Verdict.of(
                            Reason.AMBIGUOUS_TARGET,
                            "\"%s\" fits %d tabs: %s. Say which by its number"
                                    .formatted(title, fitting.size(), shown));
            case Wanted.Titled(var title) -> none("\"" + title + "\"", shown, most);
            case Wanted.At(Position.Nth(var number)) -> none(String.valueOf(number), shown, most);
            case Wanted.At(Position.Last()) -> none("besides this one", shown, most);
        };
    }

    private static Verdict none(String which, String shown, Duration most) {
        return Verdict.of(
                Reason.TARGET_NOT_FOUND,
                "no tab %s within %s s; there are: %s"
                        .formatted(which, most.toMillis() / 1000.0, shown));
    }
}
