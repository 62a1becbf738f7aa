package io.certyn.agent.explore;

import io.certyn.agent.explore.Finding.Kind;
import io.certyn.agent.explore.Finding.Severity;
import io.certyn.agent.guard.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says what is wrong. Only what the environment serves itself is judged: what lies elsewhere is
 * kept from the session on purpose, so that it does not come says nothing.
 */
public final class Judge {

    private static final int FIRST_SERVER_ERROR = 500;
    private static final int GONE = 400;

    private static final Pattern ORDER = Pattern.compile(":nth-(?:child|of-type)\\([^)]*\\)");
    private static final Pattern VALUE =
            Pattern.compile("\\[([\\w-]+)[*^$~|]?=(?:\"[^\"]*\"|[^\\]]*)\\]");

    private final UrlTemplates templates;
    private final Origins origins;
    private final Findings findings = new Findings();
    private final Noticed noticed;

    public Judge(UrlTemplates templates, Origins origins) {
        this.templates = templates;
        this.origins = origins;
        this.noticed = new Noticed(templates, origins, findings);
    }

    /**
     * @param pages everything that was visited
     * @param asked what came of asking after links that were not followed
     */
    public List<Finding> judge(List<PageSeen> pages, List<LinkAsked> asked) {
        pages.forEach(this::page);
        asked.forEach(each -> answer(each.arrival(), each.place()));
        titles(pages);
        return findings.all();
    }

    /** A link and what came of asking after it. */
    public record LinkAsked(Frontier.Place place, Arrival arrival) {}

    private void page(PageSeen page) {
        var url = page.place().url();
        answer(page.arrival(), page.place());
        noticed.judge(page);
        if (!page.arrival().isGood()) {
            return;
        }
        for (var violation : page.violations()) {
            findings.add(
                    Kind.ACCESSIBILITY,
                    Severity.of(violation.impact()),
                    violation.rule(),
                    element(violation.element()),
                    violation.help() + ": " + violation.element(),
                    url);
        }
        references(page.sight(), url);
        for (var frame : page.sight().frames()) {
            if (frame.blank()) {
                found(
                        Kind.BLANK_FRAME,
                        Severity.SERIOUS,
                        templates.of(frame.src()),
                        "The frame \"" + frame.title() + "\" shows nothing",
                        url);
            }
        }
        for (var dialog : page.stuck()) {
            found(
                    Kind.STUCK_DIALOG,
                    Severity.SERIOUS,
                    dialog,
                    "The dialog \"" + dialog + "\" stays open when its close button is pressed",
                    url);
        }
        if (isDeadEnd(page.sight())) {
            found(
                    Kind.DEAD_END,
                    Severity.MODERATE,
                    templates.of(url),
                    "Nothing on the page leads on",
                    url);
        }
    }

    private void answer(Arrival arrival, Frontier.Place place) {
        var subject = templates.of(place.url());
        var page = place.from().isEmpty() ? place.url() : place.from();
        if (arrival.status() >= FIRST_SERVER_ERROR) {
            found(
                    Kind.SERVER_ERROR,
                    Severity.CRITICAL,
                    subject,
                    place.url() + " answers " + arrival.status(),
                    page);
        } else if (arrival.status() >= GONE && arrival.status() != 401 && arrival.status() != 403) {
            found(
                    Kind.BROKEN_LINK,
                    Severity.SERIOUS,
                    subject,
                    "The link \""
                            + place.link()
                            + "\" leads to "
                            + place.url()
                            + ", which answers "
                            + arrival.status(),
                    page);
        }
        arrival.problem()
                .filter(_ -> arrival.status() == 0)
                .ifPresent(problem ->
                        found(
                                Kind.UNREACHABLE,
                                Severity.SERIOUS,
                                subject,
                                place.url() + " does not answer: " + problem,
                                page));
    }

    private void references(Sight sight, String url) {
        boolean secure = url.startsWith("https:");
        for (var reference : sight.references()) {
            if (!reference.startsWith("http:") || (!secure && origins.allow(reference))) {
                continue;
            }
            var subject = Address.of(reference).map(a -> a.origin() + a.path()).orElse(reference);
            if (secure) {
                found(
                        Kind.MIXED_CONTENT,
                        Severity.SERIOUS,
                        subject,
                        "A secure page loads this without protection: " + reference,
                        url);
            } else {
                found(
                        Kind.INSECURE_REFERENCE,
                        Severity.MODERATE,
                        subject,
                        "Loaded from another host without protection: " + reference,
                        url);
            }
        }
    }

    private static boolean isDeadEnd(Sight sight) {
        var here = Address.of(sight.url()).map(Address::page).orElse(sight.url());
        boolean leadsOn =
                sight.links().stream()
                        .flatMap(link -> Address.of(link.href()).stream())
                        .anyMatch(link -> !link.page().equals(here));
        return !leadsOn && sight.forms().isEmpty() && sight.controls().isEmpty();
    }

    /** Two sections of a site under one title: a person cannot tell their tabs apart. */
    private void titles(List<PageSeen> pages) {
        var byTitle = new TreeMap<String, List<PageSeen>>();
        pages.stream()
                .filter(page -> page.arrival().isGood() && !page.sight().title().isBlank())
                .forEach(page ->
                        byTitle.computeIfAbsent(page.sight().title(), _ -> new ArrayList<>())
                                .add(page));
        byTitle.forEach(this::title);
    }

    private void title(String title, List<PageSeen> pages) {
        var sections = new TreeSet<String>();
        var headings = new TreeSet<String>();
        for (var page : pages) {
            sections.add(UrlTemplates.pathOf(templates.of(page.sight().url())));
            headings.add(page.heading());
        }
        if (sections.size() > 1 && headings.size() > 1) {
            for (var page : pages) {
                found(
                        Kind.TITLE_REPEATED,
                        Severity.MINOR,
                        title + ": " + String.join(" ", sections),
                        "Different pages carry the title \"" + title + "\"",
                        page.place().url());
            }
        }
    }

    /** The element without its position and without values that differ from page to page. */
    private static String element(String selector) {
        var plain = VALUE.matcher(ORDER.matcher(selector).replaceAll("")).replaceAll("[$1]");
        return Noticed.CHANGING.matcher(plain).replaceAll("#");
    }

    private void found(Kind kind, Severity severity, String subject, String message, String page) {
        findings.add(kind, severity, subject, message, page);
    }
}
