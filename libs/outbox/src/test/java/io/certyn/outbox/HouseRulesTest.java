package io.certyn.outbox;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** Not the rule on plain roots: an outbox is an adapter of two outside worlds. */
class HouseRulesTest {

    @Test
    void packagesHaveNoCyclesAndNamesSayWhatThingsAre() {
        var rules = HouseRules.of("io.certyn.outbox");
        var classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.certyn.outbox");
        rules.featuresHaveNoCycles().check(classes);
        rules.namesSayWhatThingsAre().check(classes);
    }
}
