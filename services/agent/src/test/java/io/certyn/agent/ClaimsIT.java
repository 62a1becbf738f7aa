package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.Sync;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.trace.Replay;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an agent claims is held against what the page shows. */
class ClaimsIT {

    /**
     * Carets are hidden while a picture is taken. This page sees that, and has another price from
     * the second picture on, which is that of the check.
     */
    private static final String CHANGES_WHEN_PICTURED =
            """
            <input aria-label=Caret><p id=price>5 EUR</p>
            <script>
                const caret = document.querySelector('input');
                let pictures = 0;
                new MutationObserver(() => {
                    if (caret.style.caretColor == 'transparent' && ++pictures > 1)
                        price.textContent = '6 EUR';
                }).observe(caret, { attributes: true });
            </script>
            """;

    private static TestAgent start(TestSite site, String... expected) throws IOException {
        return TestAgent.start(
                TestAgent.assignment(
                        site.url(),
                        List.of(TestAgent.oneCase("claims", List.of("Go to /"), List.of(expected))),
                        Map.of(),
                        TestAgent.budgets()));
    }

    @Test
    void whatNoLongerHoldsOnceItsPictureIsTakenIsInconclusive() throws Exception {
        try (var site = TestSite.start().page("/", CHANGES_WHEN_PICTURED);
                var agent = start(site, "Expect \"5 EUR\" visible")) {
            assertThat(agent.result())
                    .extracting(Sync.Result::outcome, Sync.Result::reason)
                    .containsExactly("inconclusive", "CLAIM_CONTRADICTED");
            assertThat(agent.result().message())
                    .isEqualTo(
                            "step 2: \"5 EUR\" visible held, and no longer when its picture was"
                                    + " taken: not visible");
            assertThat(Replay.of(agent.link().trace()).getFirst().recomputed().shown())
                    .isEqualTo("inconclusive CLAIM_CONTRADICTED");
        }
    }

    @Test
    void everyStepSaysWhatItLookedForAndWhyItTookWhatItTook() throws Exception {
        try (var site = TestSite.start().page("/", "<h1>Shop</h1><p>Open until six</p>");
                var agent = start(site, "Expect \"Shop\" heading contains \"Sho\"")) {
            assertThat(agent.result().outcome()).isEqualTo("passed");
            assertThat(agent.link().steps("finished").getLast().message())
                    .startsWith("Looked for text with \"Sho\" and took heading \"Shop\" (ref=")
                    .endsWith(
                            "the only one with exactly this name. Expected text with \"Sho\", saw"
                                    + " \"Shop\": it holds.");
            assertThat(agent.link().files())
                    .containsKeys("steps/0001-before.jpg", "steps/0001-after.jpg");
            assertThat(agent.link().trace())
                    .anyMatch(line -> line.contains("\"before\":\"steps/0001-before.jpg\""))
                    .anyMatch(line -> line.contains("\"before\":\"steps/0001-after.jpg\""));
        }
    }

    @Test
    void whatThePageSaidAndAskedForStandsWithItsStep() throws Exception {
        var page =
                "<p>Here</p><script>console.error('no stock'); fetch('/missing');"
                        + "for (let i = 0; i < 1000; i++) console.log('noise ' + i)</script>";
        try (var site = TestSite.start().page("/", page);
                var agent = start(site, "Expect \"Here\" visible")) {
            assertThat(agent.result().outcome()).isEqualTo("passed");
            assertThat(agent.link().trace())
                    .anySatisfy(line ->
                            assertThat(line)
                                    .contains("\"step\":1", "\"type\":\"slice\"")
                                    .contains("{\"level\":\"error\",\"text\":\"no stock\"}")
                                    .contains("\"text\":\"noise 48\"")
                                    .doesNotContain("\"text\":\"noise 49\"")
                                    .doesNotContain("\"omitted\":0"))
                    .anySatisfy(line -> assertThat(line).contains("/missing\",\"status\":404"));
        }
    }

    @Test
    void aPageThatSaysAMillionLettersIsLookedAtLikeAnyOther() throws Exception {
        var endless =
                "<p>Here</p><p id=long></p><script>document.title = 'T'.repeat(1000000);"
                        + "long.textContent = 'Buy ' + 'B'.repeat(1000000)</script>";
        try (var site = TestSite.start().page("/", endless);
                var agent =
                        start(site, "Expect title contains \"TT\"", "Expect \"Here\" visible")) {
            assertThat(agent.result().outcome()).as("%s", agent.result()).isEqualTo("passed");
            assertThat(agent.link().frames(FrameType.TRACE))
                    .allSatisfy(frame -> assertThat(frame.payload().length).isLessThan(65_536));
            assertThat(agent.link().frames(FrameType.META))
                    .allSatisfy(frame -> assertThat(frame.payload().length).isLessThan(65_536));
        }
    }

    @Test
    void aPageWithNothingOnItHasNothingHidden() throws Exception {
        try (var site = TestSite.start().page("/", "");
                var agent = start(site, "Expect \"Error\" hidden")) {
            assertThat(agent.result().outcome()).as("%s", agent.result()).isEqualTo("passed");
        }
    }
}
