package io.certyn.cli;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** Not the rule on plain roots: every package of a command line translates. */
class HouseRulesTest {

    private static final HouseRules RULES = HouseRules.of("io.certyn.cli");

    @Test
    void packagesHaveNoCyclesAndNamesSayWhatThingsAre() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.certyn.cli");
        RULES.featuresHaveNoCycles().check(classes);
        RULES.namesSayWhatThingsAre().check(classes);
    }

    @Test
    void testsDoNotSleep() {
        RULES.testsDoNotSleep()
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                                .importPackages("io.certyn.cli"));
    }
}
