package io.certyn.demoshop;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

/**
 * Not the rule on plain roots, since every package of a shop makes pages, nor the one on cycles: a
 * page shows the cart and the account of the visit it belongs to, and they are pages themselves.
 */
class HouseRulesTest {

    private static final HouseRules RULES = HouseRules.of("io.certyn.demoshop");

    @Test
    void namesSayWhatThingsAre() {
        RULES.namesSayWhatThingsAre()
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.certyn.demoshop"));
    }

    @Test
    void testsDoNotSleep() {
        RULES.testsDoNotSleep()
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                                .importPackages("io.certyn.demoshop"));
    }
}
