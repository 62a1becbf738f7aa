package io.certyn.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.protocol.step.Expectation.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final TraceRecord.Observe SEEN =
            new TraceRecord.Observe("http://shop/", "Shop", "00", 7, 0);
    private static final TraceRecord.Artifact PICTURE =
            new TraceRecord.Artifact("steps/0001-after.jpg", "screenshot", "00", 1, "image/jpeg");
    private static final TraceRecord.StepStart CHECK =
            new TraceRecord.StepStart("Expect …", "expect", true, null);
    private static final TraceRecord.StepStart ACTION =
            new TraceRecord.StepStart("Click \"Buy\"", "click", false, null);

    private static TraceRecord.Verify verify(String actual) {
        var proof = Proof.of(Comparison.CONTAINS, "5 EUR", actual);
        return new TraceRecord.Verify("text with 5 EUR", actual, proof, proof.holds(), 1, 3);
    }

    private static TraceRecord.Decide decide(TraceRecord.Found found, @Nullable String chosen) {
        return new TraceRecord.Decide(
                "rule",
                "\"Buy\" button",
                found,
                List.of(new TraceRecord.Candidate("ref=e1", "button", "Buy", "EXACT")),
                chosen,
                "",
                1);
    }

    private static TraceRecord.Act act(TraceRecord.Effect effect) {
        return new TraceRecord.Act("click", "\"Buy\" button", null, effect, 3, null);
    }

    private static ReplayedCase replay(TraceRecord... records) {
        var chain = new TraceChain("run_1", "ses_1");
        var place = new TraceChain.Place(Optional.of("cart"), Optional.of(1));
        var lines = new ArrayList<String>();
        for (var record : records) {
            lines.add(chain.append(Instant.EPOCH, place, record));
        }
        var end = new TraceRecord.StepEnd("passed", null, null, 9);
        lines.add(chain.append(Instant.EPOCH, place, end));
        lines.add(
                chain.append(
                        Instant.EPOCH,
                        TraceChain.Place.SESSION,
                        new TraceRecord.SessionEnd(Map.of("cart", "passed"), 9)));
        return Replay.of(lines).getFirst();
    }

    private static String stepOf(TraceRecord... records) {
        return replay(records).steps().getFirst().recomputed().shown();
    }

    @Test
    void aCheckThatHoldsOnBothSidesOfItsPictureIsAPass() {
        var replayed = replay(CHECK, SEEN, verify("5 EUR"), PICTURE, SEEN, verify("5 EUR"));

        assertThat(replayed.recomputed()).isEqualTo(Judgement.PASSED);
        assertThat(replayed.stated()).contains("passed");
    }

    @Test
    void aCheckThatNoLongerHoldsOnItsPictureIsAContradiction() {
        assertThat(stepOf(CHECK, SEEN, verify("5 EUR"), PICTURE, SEEN, verify("6 EUR")))
                .isEqualTo("inconclusive CLAIM_CONTRADICTED");
        assertThat(stepOf(CHECK, SEEN, verify("5 EUR"), PICTURE))
                .isEqualTo("inconclusive CLAIM_CONTRADICTED");
    }

    @Test
    void whatIsGoneOnceItsPictureWasTakenIsAContradiction() {
        for (var found : List.of(TraceRecord.Found.NONE, TraceRecord.Found.SEVERAL)) {
            assertThat(
                            stepOf(
                                    CHECK,
                                    SEEN,
                                    decide(TraceRecord.Found.ONE, "ref=e1"),
                                    verify("5 EUR"),
                                    PICTURE,
                                    SEEN,
                                    decide(found, null),
                                    verify("gone")))
                    .isEqualTo("inconclusive CLAIM_CONTRADICTED");
        }
    }

    @Test
    void whatIsDoneWithNothingOrWithOneOfSeveralIsNoPass() {
        assertThat(
                        stepOf(
                                ACTION,
                                SEEN,
                                decide(TraceRecord.Found.SEVERAL, null),
                                act(TraceRecord.Effect.DONE)))
                .isEqualTo("blocked AMBIGUOUS_TARGET");
        assertThat(
                        stepOf(
                                ACTION,
                                SEEN,
                                decide(TraceRecord.Found.NONE, null),
                                act(TraceRecord.Effect.DONE)))
                .isEqualTo("failed TARGET_NOT_FOUND");
    }

    private static TraceRecord.StepStart doing(String line) {
        return new TraceRecord.StepStart(line, "parsed", false, null);
    }

    @Test
    void anActionThatWasNotCarriedOutIsNoPass() {
        assertThat(stepOf(ACTION)).isEqualTo("inconclusive NOT_EXECUTED");
        assertThat(stepOf(ACTION, SEEN, decide(TraceRecord.Found.ONE, "ref=e1")))
                .isEqualTo("inconclusive NOT_EXECUTED");
        assertThat(stepOf(doing("Accept the dialog"))).isEqualTo("inconclusive NOT_EXECUTED");
        assertThat(stepOf(doing("Wait for \"Buy\""))).isEqualTo("inconclusive NOT_EXECUTED");
        assertThat(stepOf(doing("Wait for \"Buy\""), SEEN, verify("5 EUR"))).isEqualTo("passed");
        assertThat(stepOf(doing("Wait 2 s"))).isEqualTo("passed");
    }

    @Test
    void onlyAStepThatSaysSoMayBeLeftOut() {
        var leftOut = decide(TraceRecord.Found.LEFT_OUT, null);

        assertThat(stepOf(doing("Click \"Buy\" if visible"), SEEN, leftOut)).isEqualTo("passed");
        assertThat(stepOf(ACTION, SEEN, leftOut)).isEqualTo("inconclusive CLAIM_CONTRADICTED");
    }

    @Test
    void aStatedPassDoesNotCountWhereTheTextsSayOtherwise() {
        var lying =
                new TraceRecord.Verify(
                        "text with 5 EUR",
                        "\"6 EUR\"",
                        Proof.of(Comparison.CONTAINS, "5 EUR", "6 EUR"),
                        true,
                        1,
                        3);

        assertThat(stepOf(CHECK, SEEN, lying, PICTURE, SEEN, lying))
                .isEqualTo("failed EXPECTATION_FALSE");
    }

    @Test
    void aClaimAboutAPageNobodyLookedAtIsNoPass() {
        assertThat(stepOf(CHECK, verify("5 EUR"), PICTURE, verify("5 EUR")))
                .isEqualTo("failed EXPECTATION_FALSE");
        assertThat(stepOf(ACTION, decide(TraceRecord.Found.ONE, "ref=e1")))
                .isEqualTo("inconclusive CLAIM_CONTRADICTED");
    }

    @Test
    void aCheckThatWasNeverCarriedOutIsNoPass() {
        assertThat(stepOf(CHECK, SEEN, PICTURE)).isEqualTo("inconclusive NOT_EXECUTED");
        assertThat(stepOf(CHECK)).isEqualTo("inconclusive NOT_EXECUTED");
    }

    @Test
    void aCheckWithoutAPictureIsNotEvidenced() {
        assertThat(replay(CHECK, SEEN, verify("5 EUR")).recomputed().shown())
                .isEqualTo("inconclusive NOT_EVIDENCED");
    }

    @Test
    void aChoiceHasToBeOneOfThoseFound() {
        assertThat(stepOf(ACTION, SEEN, decide(TraceRecord.Found.ONE, "ref=e9")))
                .isEqualTo("inconclusive CLAIM_CONTRADICTED");
        assertThat(
                        stepOf(
                                ACTION,
                                SEEN,
                                decide(TraceRecord.Found.ONE, "ref=e1"),
                                act(TraceRecord.Effect.DONE)))
                .isEqualTo("passed");
    }

    @Test
    void whatWasFoundAndWhatCameOfItDecideAboutAnAction() {
        assertThat(stepOf(ACTION, SEEN, decide(TraceRecord.Found.NONE, null)))
                .isEqualTo("failed TARGET_NOT_FOUND");
        assertThat(stepOf(ACTION, SEEN, decide(TraceRecord.Found.SEVERAL, null)))
                .isEqualTo("blocked AMBIGUOUS_TARGET");
        assertThat(stepOf(ACTION, act(TraceRecord.Effect.GONE)))
                .isEqualTo("failed TARGET_NOT_FOUND");
        assertThat(stepOf(ACTION, act(TraceRecord.Effect.REFUSED)))
                .isEqualTo("failed TARGET_NOT_ACTIONABLE");
        assertThat(stepOf(ACTION, act(TraceRecord.Effect.NOT_OPENED)))
                .isEqualTo("blocked ENVIRONMENT_UNREACHABLE");
    }

    @Test
    void whatCameFromOutsideStaysWhateverFollows() {
        assertThat(
                        stepOf(
                                ACTION,
                                new TraceRecord.Incident("server_error", "500"),
                                act(TraceRecord.Effect.DONE)))
                .isEqualTo("failed SERVER_ERROR");
        assertThat(stepOf(new TraceRecord.Incident("webgl_unsupported", "a program draws")))
                .isEqualTo("error WEBGL_UNSUPPORTED");
        assertThat(stepOf(ACTION, new TraceRecord.Security("navigation_denied", "http://x/")))
                .isEqualTo("blocked NAVIGATION_DENIED");
        assertThat(
                        stepOf(
                                ACTION,
                                new TraceRecord.Security("dialog_dismissed", "alert"),
                                act(TraceRecord.Effect.DONE)))
                .isEqualTo("passed");
    }

    @Test
    void aLineThatWasNotUnderstoodBlocks() {
        assertThat(stepOf(new TraceRecord.StepStart("Clik", null, false, null)))
                .isEqualTo("blocked STEP_NOT_UNDERSTOOD");
    }

    @Test
    void aCaseThatChecksNothingOrIsNotOverIsNoPass() {
        assertThat(replay(ACTION, act(TraceRecord.Effect.DONE)).recomputed().shown())
                .isEqualTo("inconclusive NO_EXPECTATION");
        assertThat(replay().recomputed().shown()).isEqualTo("inconclusive NOT_EXECUTED");
    }

    private static String line(int step, TraceRecord record) {
        return new TraceChain("run_1", "ses_1")
                .append(
                        Instant.EPOCH,
                        new TraceChain.Place(Optional.of("cart"), Optional.of(step)),
                        record);
    }

    @Test
    void aCaseThatLacksOneOfItsStepsIsNoPass() {
        var over = new TraceRecord.StepEnd("passed", null, null, 9);
        var check = List.of(CHECK, SEEN, verify("5 EUR"), PICTURE, SEEN, verify("5 EUR"), over);

        assertThat(
                        Replay.of(check.stream().map(record -> line(2, record)).toList())
                                .getFirst()
                                .recomputed()
                                .shown())
                .isEqualTo("inconclusive NOT_EXECUTED");
    }

    @Test
    void aCaseThatIsOnlyReportedIsNoPass() {
        var end = new TraceRecord.SessionEnd(Map.of("cart", "passed"), 9);
        var reported =
                new TraceChain("run_1", "ses_1")
                        .append(Instant.EPOCH, TraceChain.Place.SESSION, end);

        assertThat(Replay.of(List.of(reported)).getFirst().recomputed().shown())
                .isEqualTo("inconclusive NO_EXPECTATION");
    }

    @Test
    void recordsOfLaterVersionsAreLeftAside() {
        assertThat(
                        Replay.of(
                                List.of(
                                        "{\"type\":\"dream\",\"case\":\"cart\",\"step\":1}",
                                        "{\"type\":\"step.end\",\"case\":\"cart\",\"step\":1,"
                                                + "\"outcome\":\"skipped\",\"durationMs\":0}")))
                .hasSize(1);
        assertThatThrownBy(() -> Replay.of(List.of("{}", "not JSON")))
                .hasMessageContaining("line 2");
    }

    @Test
    void aRecordThatLacksAPartIsNone() {
        assertThatThrownBy(() ->
                        Replay.of(
                                List.of(
                                        "{\"type\":\"verify\",\"case\":\"cart\",\"step\":1,"
                                                + "\"expectation\":\"a\",\"actual\":\"b\","
                                                + "\"proof\":{\"expected\":\"a\"}}")))
                .hasMessageContaining("line 1");
    }

    @Test
    void aStepSaysWhatItLookedForAndWhyItTookWhatItTook() {
        var step =
                replay(
                                ACTION,
                                SEEN,
                                decide(TraceRecord.Found.ONE, "ref=e1"),
                                act(TraceRecord.Effect.DONE))
                        .steps()
                        .getFirst();

        assertThat(step.explained())
                .isEqualTo(
                        "Looked for \"Buy\" button and took button \"Buy\" (ref=e1), the only one"
                                + " with exactly this name. Did click \"Buy\" button.");
    }

    @Test
    void aLongTextIsCutToWhatItsComparisonNeeds() {
        var page = "x".repeat(100_000) + "5 EUR" + "y".repeat(100_000);

        var found = Proof.of(Comparison.CONTAINS, "5 EUR", page);
        assertThat(found.holds()).isTrue();
        assertThat(found.actual().length()).isLessThan(10_000);
        assertThat(Proof.of(Comparison.CONTAINS, "6 EUR", page).holds()).isFalse();
        assertThat(Proof.of(Comparison.IS, page.substring(0, 50_000), page).holds()).isFalse();
        assertThat(Proof.of(Comparison.IS, page, page).holds()).isTrue();
    }
}
