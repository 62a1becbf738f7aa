package io.certyn.agent.session;

import io.certyn.agent.browser.Browser;
import io.certyn.agent.browser.BrowserGone;
import io.certyn.agent.browser.Scout;
import io.certyn.agent.budget.Stop;
import io.certyn.agent.check.Outcome;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.crawl.Crawl;
import io.certyn.agent.crawl.FormRun;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.explore.Arrival;
import io.certyn.agent.explore.Coverage;
import io.certyn.agent.explore.Frontier;
import io.certyn.agent.explore.Happening;
import io.certyn.agent.explore.Judge;
import io.certyn.agent.explore.Limits;
import io.certyn.agent.explore.PageSeen;
import io.certyn.agent.explore.Proposal;
import io.certyn.agent.explore.UrlTemplates;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One exploration: looks around, judges what it saw, and tries each case it would propose once. It
 * stands for one case of the session and is passed when it comes to its end or to a limit.
 */
final class ExplorationRun {

    private static final System.Logger LOG = System.getLogger(ExplorationRun.class.getName());

    private final Assignment.Environment environment;
    private final Assignment.Exploration exploration;
    private final Assignment.Case stands;
    private final Watch watch;
    private final ExplorationLog log;

    ExplorationRun(
            Assignment.Environment environment,
            Assignment.Exploration exploration,
            Assignment.Case stands,
            Watch watch,
            Evidence evidence) {
        this.environment = environment;
        this.exploration = exploration;
        this.stands = stands;
        this.watch = watch;
        this.log = new ExplorationLog(stands, watch, evidence);
    }

    /** Carries out a case that is only proposed, with its evidence in a folder of its own. */
    @FunctionalInterface
    interface Trial {

        Sync.Result run(Browser browser, Assignment.Case proposed, String folder);
    }

    Sync.Result run(
            Browser browser,
            Optional<Verdict> obstacle,
            Browser.Setting setting,
            ActionRun.Site site,
            Trial trial) {
        var start = watch.now();
        log.begin();
        var verdict =
                obstacle.orElseGet(() -> {
                    try {
                        return explore(browser, setting, site, trial);
                    } catch (BrowserGone e) {
                        return gone(e);
                    }
                });
        log.end();
        return new Sync.Result(
                stands.id(),
                stands.key(),
                verdict.outcome().word(),
                verdict.reason().map(Enum::name).orElse(null),
                verdict.message().isEmpty() ? null : verdict.message(),
                watch.now().minus(start).toMillis(),
                log.steps(),
                false);
    }

    private Verdict explore(
            Browser browser, Browser.Setting setting, ActionRun.Site site, Trial trial) {
        var templates = new UrlTemplates(environment.baseUrl());
        var target =
                new Crawl.Site(
                        environment.baseUrl(),
                        site.origins(),
                        templates,
                        environment.production(),
                        site.navigation());
        var coverage =
                new Coverage(
                        environment.baseUrl(), templates, new HashSet<>(exploration.covered()));
        var scout = browser.scout(setting, site.origins(), environment.production());
        try {
            var seen = new Crawl(scout, target, limits(), log).run();
            var obstacle = cancelled().or(() -> obstacle(seen));
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            var proposals = new ArrayList<Proposal>();
            var forms = forms(scout, target, coverage, seen.pages(), proposals);
            var judged = new ArrayList<>(seen.pages());
            judged.addAll(forms);
            var findings = new Judge(templates, site.origins()).judge(judged, seen.asked());
            coverage.doubt(findings);
            proposals.addAll(0, coverage.ofPages(seen.pages()));
            scout.close();
            log.report(environment, templates, seen, findings);
            var offered = tried(browser, proposals, trial);
            return cancelled()
                    .orElseGet(
                            () -> Verdict.passed(summary(seen, findings.size(), offered.size())));
        } finally {
            if (browser.isAlive()) {
                scout.close();
            }
        }
    }

    private Limits limits() {
        return new Limits(
                exploration.states(),
                exploration.depth(),
                Duration.ofMillis(exploration.timeMs()),
                exploration.requestsPerSecond());
    }

    private static String summary(Crawl.Seen seen, int findings, int offered) {
        return "%d states, %d findings, %d cases proposed%s"
                .formatted(
                        seen.states(),
                        findings,
                        offered,
                        seen.limit().map(limit -> "; ended by the limit of " + limit).orElse(""));
    }

    /** An environment whose first page does not come was not explored. */
    private static Optional<Verdict> obstacle(Crawl.Seen seen) {
        if (seen.pages().isEmpty()) {
            return Optional.of(
                    seen.limit()
                            .map(limit ->
                                    Verdict.of(
                                            Reason.BUDGET_EXCEEDED,
                                            "no page was seen before the limit of " + limit))
                            .orElseGet(() ->
                                    Verdict.of(
                                            Reason.NAVIGATION_DENIED,
                                            "the base URL leads out of the environment")));
        }
        var first = seen.pages().getFirst().arrival();
        return first.problem()
                .map(problem ->
                        Verdict.of(Reason.ENVIRONMENT_UNREACHABLE, first.url() + ": " + problem));
    }

    private Optional<Verdict> cancelled() {
        return watch.halted().filter(verdict -> verdict.outcome() == Outcome.CANCELLED);
    }

    /** Tries the forms, adds what could be a case, and returns those that the server broke on. */
    private List<PageSeen> forms(
            Scout scout,
            Crawl.Site target,
            Coverage coverage,
            List<PageSeen> pages,
            List<Proposal> proposals) {
        var broken = new ArrayList<PageSeen>();
        var run = new FormRun(scout, target);
        for (var form : coverage.ofForms(pages, !environment.production())) {
            if (watch.halted().isPresent()) {
                break;
            }
            var tried = run.run(form);
            var error = serverError(tried.happenings());
            if (error.isPresent()) {
                var place = new Frontier.Place(error.get().url(), 0, tried.url(), form.title());
                var arrival =
                        new Arrival(error.get().url(), error.get().status(), 0, Optional.empty());
                broken.add(PageSeen.failed(place, arrival, tried.happenings()));
            } else {
                tried.proposal().filter(coverage::isNew).ifPresent(proposals::add);
            }
        }
        return broken;
    }

    private static Optional<Happening.BadAnswer> serverError(List<Happening> happenings) {
        return happenings.stream()
                .filter(Happening.BadAnswer.class::isInstance)
                .map(Happening.BadAnswer.class::cast)
                .filter(answer -> answer.status() >= 500 && answer.type().equals("document"))
                .findFirst();
    }

    /** Only what passes is offered; a case that fails at once would be the explorer's mistake. */
    private List<Proposal> tried(Browser browser, List<Proposal> proposals, Trial trial) {
        var offered = new ArrayList<Proposal>();
        for (var proposal : proposals.stream().limit(Limits.PROPOSALS).toList()) {
            if (watch.halted().isPresent()) {
                break;
            }
            var proposed =
                    new Assignment.Case(
                            stands.id(),
                            proposal.key(),
                            1,
                            proposal.headline(),
                            proposal.steps(),
                            proposal.expected());
            var result = trial.run(browser, proposed, "proposals/" + proposal.key() + "/");
            boolean passed = result.outcome().equals(Outcome.PASSED.word());
            if (passed) {
                offered.add(proposal);
            } else {
                LOG.log(
                        System.Logger.Level.INFO,
                        "proposal dropped key={0} reason={1}",
                        proposal.key(),
                        result.reason());
            }
            log.tried(proposal, passed, result);
        }
        return offered;
    }

    private Verdict gone(BrowserGone e) {
        var cause = watch.stop().cause();
        return switch (cause.orElse(null)) {
            case Stop.Cause.Cancelled(var reason) -> Verdict.of(Reason.CANCELLED, reason);
            case Stop.Cause.Expired(var why) -> throw new SessionExpired(why);
            case null -> Verdict.of(Reason.BROWSER_CRASHED, String.valueOf(e.getMessage()));
        };
    }
}
