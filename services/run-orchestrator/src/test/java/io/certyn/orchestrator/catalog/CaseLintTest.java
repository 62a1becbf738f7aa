package io.certyn.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.orchestrator.catalog.CaseProblem.Kind;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseLintTest {

    private static final SharedSteps.Part SIGN_IN =
            new SharedSteps.Part("sign-in", "Sign in", List.of("Go to /sign-in"), List.of());

    private static CaseLint.Source file(String key, String tags, String... steps) {
        return new CaseLint.Source(
                key + ".md",
                """
                ---
                key: %s
                title: Case %s
                tags: [%s]
                ---
                ## Steps
                - %s
                """
                        .formatted(key, key, tags, String.join("\n- ", steps)));
    }

    private static List<String> problems(CaseLint.Source... files) {
        return CaseLint.of(List.of(files), List.of(SIGN_IN)).problems().stream()
                .map(problem ->
                        problem.error()
                                + problem.suggestion().map(advice -> " -> " + advice).orElse(""))
                .toList();
    }

    @Test
    void aSoundCaseHasNoProblem() {
        assertThat(problems(file("a", "", "Run \"Sign in\"", "Expect \"Hello\" visible")))
                .isEmpty();
    }

    @Test
    void aLineThatIsNotUnderstoodComesWithAdvice() {
        assertThat(problems(file("a", "", "Go to /", "Clik \"Save\"", "Click Save")))
                .satisfiesExactly(
                        verb ->
                                assertThat(verb)
                                        .startsWith("a.md: line 8, column 3: a step starts with")
                                        .endsWith(" -> Click \"Save\""),
                        quotes ->
                                assertThat(quotes)
                                        .startsWith("a.md: line 9, column 9: expected a name")
                                        .endsWith(" -> Click \"Save\""));
    }

    @Test
    void sharedStepsOfTheSameFilesAndOfTheProjectAreKnown() {
        assertThat(
                        problems(
                                file("open", "shared", "Go to /"),
                                file("a", "", "Run \"Case open\"", "Expect \"A\" visible"),
                                file("b", "", "Run \"Sing in\"", "Expect \"A\" visible")))
                .containsExactly(
                        "b.md: line 7, column 3: there are no shared steps \"Sing in\" -> Run"
                                + " \"Sign in\"");
    }

    @Test
    void aFileTakesThePlaceOfStoredStepsWithItsKey() {
        assertThat(problems(file("sign-in", "shared", "Run \"sign-in\"")))
                .containsExactly(
                        "sign-in.md: line 7, column 3: shared steps run themselves: sign-in >"
                                + " sign-in");
    }

    @Test
    void stepsThatAreSharedNoMoreCannotBeRun() {
        assertThat(
                        problems(
                                file("sign-in", "", "Go to /", "Expect \"A\" visible"),
                                file("a", "", "Run \"sign-in\"", "Expect \"A\" visible")))
                .containsExactly("a.md: line 7, column 3: there are no shared steps \"sign-in\"");
    }

    @Test
    void sharedStepsThatAreTooManyTogetherAreTold() {
        var long1 = file("long1", "shared", many("Go to /"));
        var long2 = file("long2", "shared", many("Go to /"));

        assertThat(
                        problems(
                                long1,
                                long2,
                                file(
                                        "a",
                                        "",
                                        "Run \"long1\"",
                                        "Run \"long2\"",
                                        "Run \"long1\"",
                                        "Run \"long2\"")))
                .containsExactly(
                        "a.md: line 1, column 1: with its shared steps it has more than 500 steps");
    }

    private static String[] many(String... lines) {
        return Collections.nCopies(150, List.of(lines)).stream()
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    @Test
    void aCaseThatExpectsNothingIsWarnedOf() {
        var lint = CaseLint.of(List.of(file("a", "", "Go to /")), List.of());

        assertThat(lint.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.EXPECTS_NOTHING));
        assertThat(Kind.EXPECTS_NOTHING.isFatal()).isFalse();
        assertThat(lint.sources()).hasSize(1);
    }

    @Test
    void whatSharedStepsExpectUnderExpectedIsToldToBeCheckedByNobody() {
        var shared =
                file("open", "shared", "Go to /").text() + "## Expected\n- Expect \"A\" visible\n";

        assertThat(problems(new CaseLint.Source("open.md", shared)))
                .singleElement()
                .asString()
                .startsWith(
                        "open.md: line 1, column 1: shared steps take only their ## Steps along");
    }

    @Test
    void aKeyMayStandInOneFileOnly() {
        assertThat(
                        problems(
                                file("a", "shared", "Go to /1"),
                                new CaseLint.Source(
                                        "b.md", file("a", "shared", "Go to /2").text())))
                .containsExactly("b.md: line 1, column 1: key a is also in a.md");
    }
}
