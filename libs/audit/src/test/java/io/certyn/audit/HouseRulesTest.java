package io.certyn.audit;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** Not the rule on plain roots: it tells by a database. */
class HouseRulesTest {

    @Test
    void packagesHaveNoCyclesAndNamesSayWhatThingsAre() {
        var rules = HouseRules.of("io.certyn.audit");
        var classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.certyn.audit");
        rules.featuresHaveNoCycles().check(classes);
        rules.namesSayWhatThingsAre().check(classes);
    }
}
