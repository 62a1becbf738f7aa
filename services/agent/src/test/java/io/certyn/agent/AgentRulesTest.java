package io.certyn.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.certyn.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class AgentRulesTest {

    private static final HouseRules RULES = HouseRules.of("io.certyn.agent");

    @ArchTest
    static final ArchRule onlyTheAdapterKnowsPlaywright =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.certyn.agent.browser.playwright..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.microsoft.playwright..");

    @ArchTest
    static final ArchRule whatDecidesIsPlainJava =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.certyn.agent.check..",
                            "io.certyn.agent.find..",
                            "io.certyn.agent.loop..",
                            "io.certyn.agent.budget..",
                            "io.certyn.agent.explore..",
                            "io.certyn.agent.guard..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(
                            "java..",
                            "org.jspecify..",
                            "io.certyn.protocol..",
                            "io.certyn.agent.check..",
                            "io.certyn.agent.find..",
                            "io.certyn.agent.loop..",
                            "io.certyn.agent.budget..",
                            "io.certyn.agent.explore..",
                            "io.certyn.agent.guard..");

    @ArchTest
    static final ArchRule theLivePictureHasNoWayToSendInput =
            noClasses()
                    .that()
                    .resideInAPackage("io.certyn.agent.live..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.certyn.agent.browser..", "io.certyn.agent.session..");

    @ArchTest static final ArchRule packagesHaveNoCycles = RULES.featuresHaveNoCycles();

    @ArchTest static final ArchRule namesSayWhatThingsAre = RULES.namesSayWhatThingsAre();

    @Test
    void testsDoNotSleep() {
        RULES.testsDoNotSleep()
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                                .importPackages("io.certyn.agent"));
    }
}
