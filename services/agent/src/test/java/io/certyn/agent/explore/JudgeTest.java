package io.certyn.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.agent.explore.Finding.Kind;
import io.certyn.agent.guard.Origins;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {

    private static final String SITE = "http://shop.test";
    private static final Sight.Link ON = new Sight.Link(SITE + "/on", "On", null);

    private static Sight sight(
            String url,
            String title,
            String heading,
            List<Sight.Link> links,
            List<Sight.Image> images,
            List<Sight.Frame> frames,
            List<String> references,
            @Nullable String dialog) {
        return new Sight(
                url,
                title,
                List.of(heading),
                links,
                images,
                frames,
                List.of(),
                List.of(),
                references,
                List.of(),
                dialog);
    }

    private static Sight plain(String url) {
        return sight(url, "T " + url, "H", List.of(ON), List.of(), List.of(), List.of(), null);
    }

    private static PageSeen page(Sight sight, List<Happening> happenings) {
        return page(sight, 200, happenings, List.of(), List.of());
    }

    private static PageSeen page(
            Sight sight,
            int status,
            List<Happening> happenings,
            List<Violation> violations,
            List<String> stuck) {
        return new PageSeen(
                new Frontier.Place(sight.url(), 1, SITE + "/from", "Link"),
                new Arrival(sight.url(), status, 10, Optional.empty()),
                sight,
                new Skeleton(Set.of()),
                happenings,
                violations,
                List.of(),
                stuck);
    }

    private static List<Finding> judged(PageSeen... pages) {
        return new Judge(new UrlTemplates(SITE), Origins.of(List.of(SITE)))
                .judge(List.of(pages), List.of());
    }

    static Stream<Arguments> problems() {
        var home = plain(SITE + "/");
        return Stream.of(
                Arguments.of(
                        Kind.SCRIPT_ERROR,
                        page(home, List.of(new Happening.ScriptError("x is not defined")))),
                Arguments.of(
                        Kind.CONSOLE_ERROR,
                        page(home, List.of(new Happening.ConsoleError("prop missing")))),
                Arguments.of(
                        Kind.SERVER_ERROR,
                        page(home, List.of(new Happening.BadAnswer(SITE + "/api", "fetch", 500)))),
                Arguments.of(
                        Kind.FAILED_REQUEST,
                        page(
                                home,
                                List.of(new Happening.BadAnswer(SITE + "/a.js", "script", 404)))),
                Arguments.of(
                        Kind.FAILED_REQUEST,
                        page(home, List.of(new Happening.NoAnswer(SITE + "/a", "xhr", "reset")))),
                Arguments.of(
                        Kind.SLOW_ANSWER,
                        page(home, List.of(new Happening.Waiting(SITE + "/slow", "fetch", 5000)))),
                Arguments.of(
                        Kind.BROKEN_IMAGE,
                        page(
                                home,
                                List.of(new Happening.BadAnswer(SITE + "/a.png", "image", 404)))),
                Arguments.of(Kind.SERVER_ERROR, page(home, 500, List.of(), List.of(), List.of())),
                Arguments.of(Kind.BROKEN_LINK, page(home, 404, List.of(), List.of(), List.of())),
                Arguments.of(
                        Kind.ACCESSIBILITY,
                        page(
                                home,
                                200,
                                List.of(),
                                List.of(new Violation("label", "critical", "Label it", "input")),
                                List.of())),
                Arguments.of(
                        Kind.STUCK_DIALOG, page(home, 200, List.of(), List.of(), List.of("Sizes"))),
                Arguments.of(
                        Kind.INSECURE_REFERENCE,
                        page(
                                sight(
                                        SITE + "/",
                                        "T",
                                        "H",
                                        List.of(ON),
                                        List.of(),
                                        List.of(),
                                        List.of("http://cdn.test/p.png"),
                                        null),
                                List.of())),
                Arguments.of(
                        Kind.MIXED_CONTENT,
                        page(
                                sight(
                                        "https://shop.test/",
                                        "T",
                                        "H",
                                        List.of(ON),
                                        List.of(),
                                        List.of(),
                                        List.of("http://shop.test/p.png"),
                                        null),
                                List.of())),
                Arguments.of(
                        Kind.BLANK_FRAME,
                        page(
                                sight(
                                        SITE + "/",
                                        "T",
                                        "H",
                                        List.of(ON),
                                        List.of(),
                                        List.of(new Sight.Frame(SITE + "/w", "Widget", true)),
                                        List.of(),
                                        null),
                                List.of())),
                Arguments.of(
                        Kind.DEAD_END,
                        page(
                                sight(
                                        SITE + "/",
                                        "T",
                                        "H",
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        null),
                                List.of())));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemIsOneFindingOfItsKind(Kind kind, PageSeen page) {
        assertThat(judged(page)).extracting(Finding::kind).containsExactly(kind);
    }

    @Test
    void aSoundPageHasNoFindings() {
        assertThat(judged(page(plain(SITE + "/"), List.of()))).isEmpty();
    }

    @Test
    void theSameProblemOnTwoPagesIsOneFindingWithBoth() {
        var picture = List.of(new Sight.Image(SITE + "/pot.svg", true));
        var first = sight(SITE + "/a", "A", "H", List.of(ON), picture, List.of(), List.of(), null);
        var second = sight(SITE + "/b", "B", "H", List.of(ON), picture, List.of(), List.of(), null);
        Happening answered = new Happening.BadAnswer(SITE + "/pot.svg", "image", 404);

        var findings = judged(page(first, List.of(answered)), page(second, List.of()));

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.BROKEN_IMAGE);
                    assertThat(finding.pages()).containsExactly(SITE + "/a", SITE + "/b");
                    assertThat(finding.count()).isEqualTo(2);
                });
    }

    @Test
    void aFingerprintSurvivesNumbersAndHosts() {
        var here =
                judged(page(plain(SITE + "/"), List.of(new Happening.ScriptError("no item 17"))));
        var there =
                judged(page(plain(SITE + "/x"), List.of(new Happening.ScriptError("no item 4"))));

        assertThat(here.getFirst().fingerprint()).isEqualTo(there.getFirst().fingerprint());
    }

    @Test
    void whatLiesElsewhereIsNotJudged() {
        var events =
                List.<Happening>of(
                        new Happening.NoAnswer("http://ads.test/a.js", "script", "denied"),
                        new Happening.BadAnswer("https://cdn.test/x.png", "image", 404),
                        new Happening.ConsoleError("Failed to load resource: net::ERR_FAILED"));

        assertThat(judged(page(plain(SITE + "/"), events))).isEmpty();
    }

    @Test
    void whatAScriptSaysOfARequestThatWasKeptBackIsNoFinding() {
        var events =
                List.<Happening>of(
                        new Happening.WouldSubmit("POST", SITE + "/track"),
                        new Happening.ScriptError("TypeError: Failed to fetch"));

        assertThat(judged(page(plain(SITE + "/"), events))).isEmpty();
    }

    @Test
    void twoSectionsUnderOneTitleAreAFindingAndTwoPagesOfOneSectionAreNot() {
        var stores =
                sight(
                        SITE + "/s",
                        "S",
                        "Stores",
                        List.of(ON),
                        List.of(),
                        List.of(),
                        List.of(),
                        null);
        var contact =
                sight(
                        SITE + "/c",
                        "S",
                        "Contact",
                        List.of(ON),
                        List.of(),
                        List.of(),
                        List.of(),
                        null);
        var next =
                sight(
                        SITE + "/s?page=2",
                        "S",
                        "Stores",
                        List.of(ON),
                        List.of(),
                        List.of(),
                        List.of(),
                        null);

        assertThat(judged(page(stores, List.of()), page(next, List.of()))).isEmpty();
        assertThat(judged(page(stores, List.of()), page(contact, List.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.TITLE_REPEATED);
    }
}
