package io.certyn.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

    private static final String GOOD = "io.certyn.testing.sample.good";
    private static final String BAD = "io.certyn.testing.sample.bad";

    @ParameterizedTest
    @MethodSource("rulesOf")
    void aModuleThatKeepsTheRulesPasses(String rule) {
        assertThatCode(() -> named(rule, HouseRules.of(GOOD)).check(classes(GOOD)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("rulesOf")
    void aModuleThatBreaksARuleIsCaught(String rule) {
        assertThatThrownBy(() -> named(rule, HouseRules.of(BAD)).check(classes(BAD)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LeaseManager");
    }

    @ParameterizedTest
    @MethodSource("rulesOf")
    void aFeatureWhoseRootIsAPortIsExemptFromPlainnessOnly(String rule) {
        var rules = HouseRules.of(BAD).portsWithAdapters("lease");
        if (rule.equals("plain")) {
            assertThatCode(() -> named(rule, rules).check(classes(BAD))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> named(rule, rules).check(classes(BAD)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    static Stream<String> rulesOf() {
        return Stream.of("plain", "cycles", "names", "sleep");
    }

    private static ArchRule named(String rule, HouseRules rules) {
        return switch (rule) {
            case "plain" -> rules.featureRootsArePlainJava();
            case "cycles" -> rules.featuresHaveNoCycles();
            case "names" -> rules.namesSayWhatThingsAre();
            case "sleep" -> rules.testsDoNotSleep();
            default -> throw new IllegalArgumentException(rule);
        };
    }

    private static JavaClasses classes(String base) {
        return new ClassFileImporter().importPackages(base);
    }
}
