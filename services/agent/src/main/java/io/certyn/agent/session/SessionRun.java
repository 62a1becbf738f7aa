package io.certyn.agent.session;

import io.certyn.agent.browser.Browser;
import io.certyn.agent.browser.BrowserGone;
import io.certyn.agent.browser.Graphics;
import io.certyn.agent.budget.Budget;
import io.certyn.agent.budget.Deadline;
import io.certyn.agent.budget.Stop;
import io.certyn.agent.budget.Ticker;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.guard.Origins;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import io.certyn.protocol.trace.TraceRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Carries out one assignment, case after case, and returns what it found. */
public final class SessionRun {

    private final Assignment assignment;
    private final Watch watch;
    private final Evidence evidence;
    private final Clock clock;
    private final Path directory;

    public SessionRun(
            Assignment assignment,
            Deadline deadline,
            Stop stop,
            Evidence evidence,
            Surroundings surroundings) {
        var budgets = assignment.budgets();
        var ticker = surroundings.ticker();
        var budget = new Budget(ticker, budgets.steps(), Duration.ofMillis(budgets.timeMs()));
        this.assignment = assignment;
        this.watch = new Watch(ticker, deadline, budget, stop);
        this.evidence = evidence;
        this.clock = surroundings.clock();
        this.directory = surroundings.directory();
    }

    /** Clocks, and where files may be written. */
    public record Surroundings(Ticker ticker, Clock clock, Path directory) {}

    public List<Sync.Result> run(Browser browser, String agentVersion) {
        var start = watch.now();
        var graphics = graphics(browser);
        start(browser, graphics, agentVersion);
        var obstacle = graphics.filter(one -> !one.isHardware()).map(SessionRun::noGpu);
        var results = new ArrayList<Sync.Result>();
        var exploration = assignment.exploration();
        for (var testCase : assignment.cases()) {
            results.add(
                    exploration == null
                            ? run(browser, obstacle, testCase, results.size() + 1)
                            : explore(browser, obstacle, exploration, testCase));
        }
        var outcomes = new LinkedHashMap<String, String>();
        results.forEach(result -> outcomes.put(result.key(), result.outcome()));
        evidence.trace(new TraceRecord.SessionEnd(outcomes, watch.now().minus(start).toMillis()));
        return List.copyOf(results);
    }

    /**
     * Asked for where it matters only, since it takes a page; a browser that is gone says so later.
     */
    private Optional<Graphics> graphics(Browser browser) {
        try {
            return assignment.gpu() ? Optional.of(browser.graphics()) : Optional.empty();
        } catch (BrowserGone _) {
            return Optional.empty();
        }
    }

    private static Verdict noGpu(Graphics graphics) {
        var renderer = graphics.renderer();
        return Verdict.of(
                Reason.WEBGL_UNSUPPORTED,
                renderer.isBlank()
                        ? "the browser has no WebGL"
                        : "WebGL is drawn by a program: " + renderer);
    }

    private Sync.Result run(
            Browser browser, Optional<Verdict> obstacle, Assignment.Case testCase, int number) {
        var folder = assignment.cases().size() == 1 ? "" : testCase.key() + "/";
        var files = CaseFiles.write(testCase.files(), directory.resolve("files-" + number));
        return new CaseRun(testCase, folder, watch, evidence, clock)
                .run(
                        browser,
                        obstacle,
                        setting(),
                        site(files),
                        directory.resolve("trace-" + number + ".zip"));
    }

    private Sync.Result explore(
            Browser browser,
            Optional<Verdict> obstacle,
            Assignment.Exploration exploration,
            Assignment.Case testCase) {
        return new ExplorationRun(assignment.environment(), exploration, testCase, watch, evidence)
                .run(browser, obstacle, setting(), site(Map.of()), this::tried);
    }

    /** Carries out a proposed case, which belongs to no session yet. */
    private Sync.Result tried(Browser browser, Assignment.Case proposed, String folder) {
        boolean readOnly = assignment.environment().production();
        evidence.begin(proposed.key(), TraceRecord.CaseKind.TRIAL);
        return new CaseRun(proposed, folder, watch, evidence.aside(), clock)
                .run(
                        new ScoutingBrowser(browser, readOnly),
                        Optional.empty(),
                        setting(),
                        site(Map.of()),
                        directory.resolve("trace-tried.zip"));
    }

    private Browser.Setting setting() {
        return new Browser.Setting(
                assignment.viewport(), assignment.locale(), assignment.timeZone());
    }

    /** Anew for every case, whose variables are its own. */
    private ActionRun.Site site(Map<String, Path> files) {
        var environment = assignment.environment();
        var allowed = new ArrayList<>(environment.origins());
        allowed.add(environment.baseUrl());
        var budgets = assignment.budgets();
        var now = ZonedDateTime.now(clock.withZone(ZoneId.of(assignment.timeZone())));
        var locale = Locale.forLanguageTag(assignment.locale());
        return new ActionRun.Site(
                environment.baseUrl(),
                Origins.of(allowed),
                Variables.of(environment, UUID.randomUUID(), now, locale),
                files,
                Duration.ofMillis(budgets.stepTimeoutMs()),
                Duration.ofMillis(budgets.navigationTimeoutMs()),
                assignment.session(),
                Optional.ofNullable(environment.tracing()));
    }

    private void start(Browser browser, Optional<Graphics> graphics, String agentVersion) {
        var environment = assignment.environment();
        evidence.trace(
                new TraceRecord.SessionStart(
                        agentVersion,
                        browser.version(),
                        graphics.map(Graphics::renderer).orElse(null),
                        assignment.viewport().width(),
                        assignment.viewport().height(),
                        environment.slug(),
                        environment.baseUrl(),
                        assignment.cases().stream()
                                .map(each -> each.key() + "@" + each.revision())
                                .toList(),
                        assignment.budgets().steps(),
                        assignment.budgets().timeMs()));
    }
}
