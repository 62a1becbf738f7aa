package io.certyn.agent.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes the cases that would cover what was seen and is not covered yet. */
public final class Coverage {

    private final Wording wording;
    private final UrlTemplates templates;
    private final Set<String> covered;
    private final Set<String> suspect = new HashSet<>();

    /**
     * @param covered identities of the cases that exist
     */
    public Coverage(String baseUrl, UrlTemplates templates, Set<String> covered) {
        this.wording = new Wording(baseUrl);
        this.templates = templates;
        this.covered = new HashSet<>(covered);
    }

    /** A title that is a finding must not become what a case expects. */
    public void doubt(List<Finding> findings) {
        findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.TITLE_REPEATED)
                .flatMap(finding -> finding.pages().stream())
                .forEach(suspect::add);
    }

    /** One case per kind of page, and one per way to it. */
    public List<Proposal> ofPages(List<PageSeen> pages) {
        var good = pages.stream().filter(page -> page.arrival().isGood()).toList();
        var proposals = new ArrayList<Proposal>();
        firstOfEach(good).forEach(page -> smoke(page).ifPresent(proposals::add));
        var byUrl = new HashMap<String, PageSeen>();
        good.forEach(page -> byUrl.putIfAbsent(page.place().url(), page));
        for (var page : firstOfEach(good)) {
            Optional.ofNullable(byUrl.get(page.place().from()))
                    .flatMap(from -> way(from, page))
                    .ifPresent(proposals::add);
        }
        return proposals.stream().filter(this::isNew).toList();
    }

    public List<FormTrial> ofForms(List<PageSeen> pages, boolean mayWrite) {
        var good = pages.stream().filter(page -> page.arrival().isGood()).toList();
        return new FormTrials(wording, templates)
                .of(good).stream().filter(trial -> mayWrite || !trial.writes()).toList();
    }

    /** Whether no case does this yet; from now on one does. */
    public boolean isNew(Proposal proposal) {
        return covered.add(proposal.identity());
    }

    private List<PageSeen> firstOfEach(List<PageSeen> pages) {
        Map<String, PageSeen> first = new LinkedHashMap<>();
        pages.forEach(page -> first.putIfAbsent(templates.of(page.place().url()), page));
        return List.copyOf(first.values());
    }

    private Optional<Proposal> smoke(PageSeen page) {
        var expected = new ArrayList<String>();
        Wording.expectHeading(page.heading()).ifPresent(expected::add);
        if (!suspect.contains(page.place().url())) {
            Wording.quoted(page.sight().title())
                    .ifPresent(title -> expected.add("Expect title is " + title));
        }
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        var template = templates.of(page.place().url());
        return Optional.of(
                new Proposal(
                        "smoke",
                        template,
                        "The page " + template + " opens",
                        List.of(wording.goTo(page.place().url())),
                        expected));
    }

    private Optional<Proposal> way(PageSeen from, PageSeen to) {
        var link = Wording.quoted(to.place().link());
        var where = whereIsIt(from.sight(), to);
        var path = Wording.expectPath(to.sight().url());
        if (link.isEmpty() || where.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        var expected = new ArrayList<>(List.of(path.get()));
        Wording.expectHeading(to.heading()).ifPresent(expected::add);
        return Optional.of(
                new Proposal(
                        "navigation",
                        templates.of(to.place().url()),
                        to.place().link() + " leads to " + templates.of(to.place().url()),
                        List.of(
                                wording.goTo(from.place().url()),
                                "Click " + link.get() + " link" + where.get()),
                        expected));
    }

    /** What has to be added to the link's words so that only this link is meant. */
    private static Optional<String> whereIsIt(Sight sight, PageSeen to) {
        var text = to.place().link();
        var named = sight.links().stream().filter(link -> link.text().equals(text)).toList();
        if (named.size() == 1) {
            return Optional.of("");
        }
        var places = named.stream().map(Sight.Link::navigation).filter(Objects::nonNull).toList();
        return named.stream()
                .filter(link ->
                        Address.of(link.href())
                                .map(Address::page)
                                .filter(to.place().url()::equals)
                                .isPresent())
                .map(Sight.Link::navigation)
                .filter(Objects::nonNull)
                .filter(place -> places.stream().filter(place::equals).count() == 1)
                .findFirst()
                .flatMap(Wording::quoted)
                .map(place -> " in " + place + " navigation");
    }
}
