package io.certyn.agent.crawl;

import io.certyn.agent.browser.Scout;
import io.certyn.agent.explore.Arrival;
import io.certyn.agent.explore.Frontier;
import io.certyn.agent.explore.Judge.LinkAsked;
import io.certyn.agent.explore.Limits;
import io.certyn.agent.explore.Pace;
import io.certyn.agent.explore.PageSeen;
import io.certyn.agent.explore.Skeleton;
import io.certyn.agent.explore.States;
import io.certyn.agent.explore.UrlTemplates;
import io.certyn.agent.explore.Violation;
import io.certyn.agent.guard.Origins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Visits a site page by page, the nearest first, until nothing is left or a limit is reached. */
public final class Crawl {

    private static final Duration ASKED = Duration.ofSeconds(10);

    private final Scout scout;
    private final Site site;
    private final Limits limits;
    private final Guide guide;
    private final Pace pace;
    private final Duration start;
    private final Frontier frontier;
    private final Presses presses;
    private final States states = new States();
    private final States checked = new States();
    private final List<PageSeen> pages = new ArrayList<>();
    private final List<LinkAsked> asked = new ArrayList<>();

    public Crawl(Scout scout, Site site, Limits limits, Guide guide) {
        this.scout = scout;
        this.site = site;
        this.limits = limits;
        this.guide = guide;
        this.pace = new Pace(limits.requestsPerSecond());
        this.start = guide.now();
        this.frontier = new Frontier(site.templates(), site.origins(), limits.depth());
        this.presses = new Presses(scout, site, url -> open(url));
    }

    /**
     * What is explored.
     *
     * @param navigation how long a page may take to come
     */
    public record Site(
            String baseUrl,
            Origins origins,
            UrlTemplates templates,
            boolean readOnly,
            Duration navigation) {}

    /**
     * What was found.
     *
     * @param states how many there are, dialogs and what else opens on a page included
     * @param limit which limit ended it; empty where nothing was left
     */
    public record Seen(
            List<PageSeen> pages, List<LinkAsked> asked, int states, Optional<String> limit) {

        public Seen {
            pages = List.copyOf(pages);
            asked = List.copyOf(asked);
        }
    }

    public Seen run() {
        frontier.start(site.baseUrl());
        var limit = limit();
        while (limit.isEmpty()) {
            var next = frontier.next();
            if (next.isEmpty()) {
                break;
            }
            visit(next.get());
            limit = limit();
        }
        askAfterLinks();
        return new Seen(pages, asked, states.count(), limit);
    }

    private Optional<String> limit() {
        if (guide.isHalted()) {
            return Optional.of("halted");
        }
        if (guide.now().minus(start).compareTo(limits.time()) >= 0) {
            return Optional.of("time");
        }
        return states.count() >= limits.states() ? Optional.of("states") : Optional.empty();
    }

    private void visit(Frontier.Place place) {
        guide.visiting(place);
        var arrival = open(place.url());
        boolean left = arrival.status() > 0 && !site.origins().allow(arrival.url());
        if (left) {
            scout.happenings();
            return;
        }
        frontier.arrivedAt(arrival.url());
        var page =
                arrival.isGood()
                        ? look(place, arrival)
                        : PageSeen.failed(place, arrival, scout.happenings());
        pages.add(page);
        boolean isNew =
                arrival.isGood() && states.enter(site.templates().of(place.url()), page.skeleton());
        guide.seen(page, isNew, isNew ? scout.picture() : Optional.empty());
        if (arrival.isGood()) {
            pages.set(pages.size() - 1, pressed(page));
        }
    }

    private PageSeen look(Frontier.Place place, Arrival arrival) {
        var sight = scout.sight();
        var skeleton = Skeleton.of(scout.observe("").snapshot());
        frontier.found(place, sight.links());
        return new PageSeen(
                place,
                arrival,
                sight,
                skeleton,
                scout.happenings(),
                violations(place, skeleton),
                List.of(),
                List.of());
    }

    /** The check takes a second: once for pages that are built alike. */
    private List<Violation> violations(Frontier.Place place, Skeleton skeleton) {
        var path = UrlTemplates.pathOf(site.templates().of(place.url()));
        return checked.enter(path, skeleton) ? scout.violations() : List.of();
    }

    private PageSeen pressed(PageSeen page) {
        var pressed = presses.on(page);
        pressed.opened()
                .forEach(opened -> {
                    frontier.found(page.place(), opened.links());
                    var template = site.templates().of(page.place().url());
                    states.enter(template + " " + opened.by(), opened.skeleton());
                });
        var happenings = new ArrayList<>(page.happenings());
        happenings.addAll(scout.happenings());
        return new PageSeen(
                page.place(),
                page.arrival(),
                page.sight(),
                page.skeleton(),
                happenings,
                page.violations(),
                pressed.opened().stream().map(Presses.Opened::by).toList(),
                pressed.stuck());
    }

    private Arrival open(String url) {
        scout.pause(pace.take(guide.now()));
        return scout.open(url, site.navigation());
    }

    private void askAfterLinks() {
        for (var place : frontier.unvisited().stream().limit(Limits.LINKS_ASKED).toList()) {
            if (guide.isHalted() || guide.now().minus(start).compareTo(limits.time()) >= 0) {
                return;
            }
            scout.pause(pace.take(guide.now()));
            asked.add(new LinkAsked(place, scout.ask(place.url(), ASKED)));
        }
    }
}
