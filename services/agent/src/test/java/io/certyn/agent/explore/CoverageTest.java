package io.certyn.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.step.CaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final String SITE = "http://shop.test";

    private static final Sight.Form CONTACT =
            new Sight.Form(
                    "post",
                    SITE + "/feedback",
                    "Tell us",
                    false,
                    List.of(
                            new Sight.Field("email", "mail", "E-mail", true, List.of()),
                            new Sight.Field("select", "topic", "Topic", true, List.of("Tea")),
                            new Sight.Field("checkbox", "ok", "I agree", true, List.of())));

    private static final Sight.Form SEARCH =
            new Sight.Form(
                    "get",
                    SITE + "/search",
                    "Find",
                    true,
                    List.of(new Sight.Field("search", "q", "Search", false, List.of())));

    private static Sight sight(
            String path, String heading, List<Sight.Link> links, Sight.Form... forms) {
        return new Sight(
                SITE + path,
                heading + " – Shop",
                List.of(heading),
                links,
                List.of(),
                List.of(),
                List.of(forms),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private static PageSeen page(Sight sight, String from, String link) {
        return new PageSeen(
                new Frontier.Place(sight.url(), from.isEmpty() ? 0 : 1, from, link),
                new Arrival(sight.url(), 200, 10, Optional.empty()),
                sight,
                new Skeleton(Set.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static final List<PageSeen> PAGES =
            List.of(
                    page(
                            sight(
                                    "/",
                                    "Home",
                                    List.of(
                                            new Sight.Link(SITE + "/tea", "Tea", "Main"),
                                            new Sight.Link(SITE + "/tea", "Tea", "Foot"),
                                            new Sight.Link(SITE + "/x", "Only the finest", null)),
                                    SEARCH),
                            "",
                            ""),
                    page(sight("/tea", "Tea", List.of(), CONTACT, SEARCH), SITE + "/", "Tea"));

    private static Coverage coverage(Set<String> covered) {
        return new Coverage(SITE, new UrlTemplates(SITE), covered);
    }

    @Test
    void everyPageAndTheWayToItAreProposedInOurGrammar() {
        var proposals = coverage(Set.of()).ofPages(PAGES);

        assertThat(proposals)
                .hasSize(3)
                .allSatisfy(proposal -> {
                    var read = CaseFile.read("x.md", proposal.file());
                    assertThat(read).isInstanceOf(CaseFile.Reading.Read.class);
                });
        assertThat(proposals.getLast().steps())
                .containsExactly("Go to /", "Click \"Tea\" link in \"Main\" navigation");
        assertThat(proposals.getLast().expected())
                .containsExactly("Expect URL is \"/tea\"", "Expect \"Tea\" heading is visible");
    }

    @Test
    void aSecondExplorationProposesNothingThatExists() {
        var existing = new java.util.HashSet<String>();
        coverage(Set.of()).ofPages(PAGES).forEach(each -> existing.add(each.identity()));

        assertThat(coverage(existing).ofPages(PAGES)).isEmpty();
    }

    @Test
    void aCaseOfAPersonThatDoesTheSameCoversItHoweverItIsWorded() {
        var existing =
                Set.of(
                        io.certyn.protocol.step.CaseIdentity.of(
                                List.of("go to /tea"), List.of("Expect \"Leaves\" visible")));

        assertThat(coverage(existing).ofPages(PAGES))
                .extracting(Proposal::sort)
                .containsExactly("smoke", "navigation");
    }

    @Test
    void aTitleThatIsAFindingIsNotExpected() {
        var coverage = coverage(Set.of());
        coverage.doubt(
                List.of(
                        new Finding(
                                Finding.Kind.TITLE_REPEATED,
                                Finding.Severity.MINOR,
                                "",
                                "t",
                                "m",
                                List.of(SITE + "/tea"),
                                1)));

        assertThat(coverage.ofPages(PAGES).get(1).expected())
                .containsExactly("Expect \"Tea\" heading is visible");
    }

    @Test
    void aFormIsFilledOnceWithWhatItsFieldsAskFor() {
        var trials = coverage(Set.of()).ofForms(PAGES, true);

        assertThat(trials)
                .extracting(FormTrial::steps)
                .containsExactly(
                        List.of(
                                "Go to /",
                                "Fill \"Search\" with \"Only\"",
                                "Press Enter in \"Search\""),
                        List.of(
                                "Go to /tea",
                                "Fill \"E-mail\" with \"nobody@example.test\"",
                                "Select \"Tea\" from \"Topic\"",
                                "Check \"I agree\" checkbox",
                                "Click \"Tell us\" button"));
    }

    @Test
    void whereNothingMayBeWrittenOnlyFormsThatAskAreTried() {
        assertThat(coverage(Set.of()).ofForms(PAGES, false))
                .extracting(FormTrial::sort)
                .containsExactly("search");
    }

    @Test
    void aFormThatCommitsOrAsksForACardIsLeftAlone() {
        var fields = new ArrayList<>(CONTACT.fields());
        fields.add(new Sight.Field("text", "n", "Card number", true, List.of()));
        var pay = new Sight.Form("post", SITE + "/a", "Go on", false, fields);
        var order = new Sight.Form("post", SITE + "/b", "Place order", false, List.of());

        assertThat(
                        coverage(Set.of())
                                .ofForms(
                                        List.of(
                                                page(
                                                        sight("/", "H", List.of(), pay, order),
                                                        "",
                                                        "")),
                                        true))
                .isEmpty();
    }

    @Test
    void whatAFormAnsweredIsWhatItsCaseExpects() {
        var before = sight("/tea", "Tea", List.of());
        var after =
                new Sight(
                        SITE + "/thanks",
                        "T",
                        List.of("Thank you"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("3", "We got \"it\"."),
                        null);

        var proposal = coverage(Set.of()).ofForms(PAGES, true).getLast().seen(before, after);

        assertThat(proposal.orElseThrow().expected())
                .containsExactly(
                        "Expect URL is \"/thanks\"",
                        "Expect \"Thank you\" heading is visible",
                        "Expect \"We got \\\"it\\\".\" is visible");
    }
}
