package io.certyn.agent.session;

import io.certyn.agent.browser.Browser;
import io.certyn.agent.browser.BrowserGone;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.budget.Stop;
import io.certyn.agent.check.Outcome;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.StepResult;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.loop.Line;
import io.certyn.agent.loop.Progress;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.LinkMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes through one case, line by line, in a page of its own. */
final class CaseRun {

    private static final System.Logger LOG = System.getLogger(CaseRun.class.getName());

    private final Assignment.Case testCase;
    private final String folder;
    private final Watch watch;
    private final Evidence evidence;
    private final Clock clock;
    private LinkMessages.@Nullable Meta lastMeta;

    /**
     * @param folder before the name of every file; empty when the session has one case
     */
    CaseRun(Assignment.Case testCase, String folder, Watch watch, Evidence evidence, Clock clock) {
        this.testCase = testCase;
        this.folder = folder;
        this.watch = watch;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * @param obstacle why no case can be carried out here
     */
    Sync.Result run(
            Browser browser,
            Optional<Verdict> obstacle,
            Browser.Setting setting,
            ActionRun.Site site,
            Path traceFile) {
        var start = watch.now();
        var lines = Line.of(testCase);
        var progress = Progress.start(lines);
        Optional<Tab> opened = Optional.empty();
        if (obstacle.isPresent()) {
            progress = firstFails(progress, obstacle.get());
        } else {
            try {
                opened = Optional.of(browser.open(setting, site.origins()));
            } catch (BrowserGone e) {
                progress = firstFails(progress, gone(e));
            }
        }
        if (opened.isPresent()) {
            var tab = opened.get();
            var steps = new StepRun(tab, watch, evidence, site);
            lines.stream().findFirst().ifPresent(line -> firstPicture(tab, line));
            while (progress instanceof Progress.At at) {
                progress = at.after(step(tab, setting.viewport(), steps, at.line()));
            }
            close(tab, traceFile);
        }
        var over = (Progress.Over) progress;
        over.skipped().forEach(this::skip);
        evidence.endSteps(testCase.key(), folder);
        return result(over, watch.now().minus(start));
    }

    private Progress firstFails(Progress progress, Verdict verdict) {
        return switch (progress) {
            case Progress.At at -> {
                var startedAt = clock.instant();
                announce(at.line(), startedAt);
                finish(at.line(), startedAt, Duration.ZERO, verdict, Optional.empty());
                yield at.after(new StepResult(at.line().number(), false, false, verdict));
            }
            case Progress.Over over -> over;
        };
    }

    private void firstPicture(Tab tab, Line line) {
        try {
            tab.picture().ifPresent(jpeg -> evidence.firstPicture(spot(line), jpeg));
        } catch (BrowserGone _) {
            // The step will say so.
        }
    }

    private StepResult step(Tab tab, Assignment.Viewport viewport, StepRun steps, Line line) {
        var startedAt = clock.instant();
        var start = watch.now();
        var spot = spot(line);
        announce(line, startedAt);
        var done =
                guarded(
                        line,
                        () -> {
                            steps.trace(spot);
                            return steps.run(spot, line);
                        });
        var picture = picture(tab, spot, done.verdict());
        var verdict = done.verdict();
        if (done.expectation() && verdict.isPassed() && picture.isPresent()) {
            verdict =
                    guarded(line, () -> new StepRun.Done(true, steps.again(spot, line))).verdict();
        }
        tab.slice().ifPresent(slice -> evidence.trace(spot, slice));
        meta(tab, viewport, verdict);
        finish(line, startedAt, watch.now().minus(start), verdict, picture);
        return new StepResult(line.number(), done.expectation(), picture.isPresent(), verdict);
    }

    private StepRun.Done guarded(Line line, Supplier<StepRun.Done> part) {
        try {
            return part.get();
        } catch (BrowserGone e) {
            return new StepRun.Done(false, gone(e));
        } catch (SessionExpired | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "step crashed step=" + line.number(), e);
            return new StepRun.Done(false, Verdict.of(Reason.AGENT_CRASHED, e.toString()));
        }
    }

    /** A browser that was ended because of a cancel did not crash. */
    private Verdict gone(BrowserGone e) {
        var cause = watch.stop().cause();
        if (cause.isPresent()) {
            return switch (cause.get()) {
                case Stop.Cause.Cancelled(var reason) -> Verdict.of(Reason.CANCELLED, reason);
                case Stop.Cause.Expired(var why) -> throw new SessionExpired(why);
            };
        }
        return Verdict.of(Reason.BROWSER_CRASHED, String.valueOf(e.getMessage()));
    }

    private Optional<String> picture(Tab tab, Evidence.Spot spot, Verdict verdict) {
        if (isOver(verdict)) {
            return Optional.empty();
        }
        try {
            return tab.picture().map(jpeg -> evidence.picture(spot, jpeg));
        } catch (BrowserGone _) {
            return Optional.empty();
        }
    }

    /** Whether there is no page to look at any more, or no time to. */
    private static boolean isOver(Verdict verdict) {
        return verdict.outcome() == Outcome.CANCELLED
                || verdict.reason().filter(Reason.BROWSER_CRASHED::equals).isPresent();
    }

    private void meta(Tab tab, Assignment.Viewport viewport, Verdict verdict) {
        if (isOver(verdict)) {
            return;
        }
        try {
            var meta =
                    new LinkMessages.Meta(
                            LookTrace.cut(tab.url()),
                            LookTrace.cut(tab.title()),
                            viewport.width(),
                            viewport.height());
            if (!meta.equals(lastMeta)) {
                lastMeta = meta;
                evidence.page(meta);
            }
        } catch (BrowserGone _) {
            // The next step will say so.
        }
    }

    private void announce(Line line, Instant startedAt) {
        evidence.step(
                folder,
                new LinkMessages.Step(
                        "started",
                        testCase.id(),
                        testCase.key(),
                        line.number(),
                        line.section().word(),
                        line.text(),
                        startedAt.toString(),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private void finish(
            Line line,
            Instant startedAt,
            Duration took,
            Verdict verdict,
            Optional<String> picture) {
        var reason = verdict.reason().map(Enum::name).orElse(null);
        var message = evidence.end(spot(line), verdict, took);
        evidence.step(
                folder,
                new LinkMessages.Step(
                        "finished",
                        testCase.id(),
                        testCase.key(),
                        line.number(),
                        line.section().word(),
                        line.text(),
                        startedAt.toString(),
                        verdict.outcome().word(),
                        reason,
                        message.isEmpty() ? null : message,
                        picture.orElse(null),
                        took.toMillis()));
    }

    private void skip(Line line) {
        finish(line, clock.instant(), Duration.ZERO, Verdict.SKIPPED, Optional.empty());
    }

    private Evidence.Spot spot(Line line) {
        return new Evidence.Spot(testCase.key(), folder, line.number());
    }

    private void close(Tab tab, Path traceFile) {
        try {
            tab.close(traceFile);
            if (Files.exists(traceFile)) {
                evidence.browserTrace(testCase.key(), folder, traceFile);
            }
        } catch (BrowserGone _) {
            LOG.log(System.Logger.Level.INFO, "no browser trace case={0}", testCase.key());
        } catch (IOException e) {
            throw new UncheckedIOException("browser trace unreadable", e);
        }
    }

    private Sync.Result result(Progress.Over over, Duration took) {
        var verdict = over.verdict();
        List<StepResult> done = over.done();
        return new Sync.Result(
                testCase.id(),
                testCase.key(),
                verdict.outcome().word(),
                verdict.reason().map(Enum::name).orElse(null),
                verdict.message().isEmpty() ? null : verdict.message(),
                took.toMillis(),
                done.size(),
                false);
    }
}
