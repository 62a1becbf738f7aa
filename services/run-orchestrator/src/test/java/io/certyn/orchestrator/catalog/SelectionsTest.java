package io.certyn.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.CaseId;
import io.certyn.ids.SuiteId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SelectionsTest {

    private static final TestCase LOGIN = testCase(1, "login", "smoke");
    private static final TestCase PAY = testCase(2, "pay", "money", "smoke");
    private static final TestCase REFUND = testCase(3, "refund", "money");
    private static final List<TestCase> ALL = List.of(LOGIN, PAY, REFUND);

    @Test
    void keysAreTakenInTheirOrderAndOnce() {
        assertThat(Selections.ofKeys(List.of("refund", "login", "refund"), ALL))
                .isEqualTo(new Selections.Chosen(List.of(REFUND, LOGIN)));
    }

    @Test
    void keysThatNobodyHasAreNamed() {
        assertThat(Selections.ofKeys(List.of("login", "gone", "lost"), ALL))
                .isEqualTo(new Selections.Unknown(List.of("gone", "lost")));
    }

    @Test
    void oneTagOfSeveralIsEnough() {
        assertThat(Selections.ofTags(Set.of("money", "none"), ALL))
                .isEqualTo(new Selections.Chosen(List.of(PAY, REFUND)));
    }

    @Test
    void sharedStepsAreNotChosenByATag() {
        var shared = testCase(4, "sign-in", "shared", "smoke");

        assertThat(Selections.ofTags(Set.of("smoke", "shared"), List.of(LOGIN, shared)))
                .isEqualTo(new Selections.Chosen(List.of(LOGIN)));
    }

    @Test
    void aSuiteIsWhatItListsAndWhatItsTagsName() {
        var suite =
                new Suite(
                        new SuiteId(new UUID(0, 9)),
                        "all",
                        "All",
                        List.of("smoke"),
                        List.of(REFUND.id(), PAY.id()));

        assertThat(Selections.ofSuite(suite, ALL))
                .isEqualTo(new Selections.Chosen(List.of(REFUND, PAY, LOGIN)));
    }

    private static TestCase testCase(long number, String key, String... tags) {
        return new TestCase(new CaseId(new UUID(0, number)), number, key, key, List.of(tags), 1);
    }
}
