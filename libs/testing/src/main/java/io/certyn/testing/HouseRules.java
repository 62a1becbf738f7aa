package io.certyn.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules every module keeps, for one base package:
 *
 * <pre>{@code
 * @Test
 * void theHouseRulesHold() {
 *     HouseRules.of("io.certyn.broker").portsWithAdapters("blob").check();
 * }
 * }</pre>
 */
public final class HouseRules {

    private static final String VAGUE_NAMES =
            "(?:.*(?:Manager|Helper|Util|Utils|Impl|Service)|(?:Base|Abstract|Common)[A-Z].*)";

    private static final String[] PLAIN = {
        "java..", "org.jspecify..", "io.certyn.ids..", "io.certyn.protocol.."
    };

    private final String base;
    private final Set<String> features;
    private final Set<String> ports;

    private HouseRules(String base, Set<String> features, Set<String> ports) {
        this.base = base;
        this.features = features;
        this.ports = ports;
    }

    /** The rules for this package, every direct sub-package of which is a feature. */
    public static HouseRules of(String basePackage) {
        return new HouseRules(basePackage, Set.of(), Set.of());
    }

    /** Limits the rule on plain roots to these features. */
    public HouseRules features(String... names) {
        return new HouseRules(base, new TreeSet<>(Arrays.asList(names)), ports);
    }

    /** Names the features whose root is a port with an asynchronous adapter, hence not plain. */
    public HouseRules portsWithAdapters(String... names) {
        return new HouseRules(base, features, new TreeSet<>(Arrays.asList(names)));
    }

    /** Checks every rule against the module's own classes. */
    public void check() {
        var main = importer(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
        featureRootsArePlainJava().check(main);
        featuresHaveNoCycles().check(main);
        namesSayWhatThingsAre().check(main);
        dependenciesArriveThroughConstructors().check(main);
        testsDoNotSleep().check(importer(ImportOption.Predefined.ONLY_INCLUDE_TESTS));
    }

    /** A feature's root decides; frameworks, rows and the wire belong to its sub-packages. */
    public ArchRule featureRootsArePlainJava() {
        var allowed = Arrays.copyOf(PLAIN, PLAIN.length + 1);
        allowed[PLAIN.length] = base + ".*";
        return noClasses()
                .that(areInAPlainFeatureRoot())
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(allowed)
                .allowEmptyShould(true);
    }

    public ArchRule featuresHaveNoCycles() {
        return slices().matching(base + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    public ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .haveNameMatching(".*[.$]" + VAGUE_NAMES)
                .because("such a name fits everything and so says nothing");
    }

    /** Config properties may be injected into fields where a framework class demands it. */
    public ArchRule dependenciesArriveThroughConstructors() {
        return fields().that()
                .areDeclaredInClassesThat(resideInAnyPackage(base + ".."))
                .should(
                        com.tngtech.archunit.lang.conditions.ArchConditions.not(
                                com.tngtech.archunit.lang.conditions.ArchConditions.be(
                                        annotatedWith("jakarta.inject.Inject"))))
                .allowEmptyShould(true);
    }

    public ArchRule testsDoNotSleep() {
        return noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .because("a test waits for a condition or moves a clock")
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> areInAPlainFeatureRoot() {
        return DescribedPredicate.describe(
                "are in a plain feature root of " + base,
                type -> {
                    var name = type.getPackageName();
                    if (!name.startsWith(base + ".")) {
                        return false;
                    }
                    var feature = name.substring(base.length() + 1);
                    return feature.indexOf('.') < 0
                            && !ports.contains(feature)
                            && (features.isEmpty() || features.contains(feature));
                });
    }

    private JavaClasses importer(ImportOption option) {
        return new ClassFileImporter()
                .withImportOption(option)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(base);
    }
}
