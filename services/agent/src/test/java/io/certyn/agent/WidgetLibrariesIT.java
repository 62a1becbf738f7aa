package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.certyn.protocol.Assignment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same case lines on pages of three component libraries, built from npm. */
class WidgetLibrariesIT {

    private static final Path BUILT = Path.of("target/widgets").toAbsolutePath();

    /** Lines of a case, without the one that opens the page; the last one is the expected. */
    private static final Map<String, List<String>> EVERYWHERE =
            Map.of(
                    "fill",
                    List.of(
                            "Fill \"Full name\" with \"Ada\"",
                            "Expect \"Full name\" has value \"Ada\"",
                            "Expect \"result\" has text \"name Ada\""),
                    "select",
                    List.of(
                            "Select \"Spain\" from \"Country\"",
                            "Expect \"result\" has text \"country Spain\""),
                    "choose",
                    List.of(
                            "Select \"Black tea\" from \"Article\"",
                            "Expect \"result\" has text \"article Black tea\""),
                    "switch",
                    List.of(
                            "Check the \"Dark mode\" switch",
                            "Expect \"Dark mode\" switch is checked",
                            "Toggle \"Dark mode\"",
                            "Expect \"result\" has text \"dark false\""),
                    "radio",
                    List.of(
                            "Check the \"Bike\" radio button",
                            "Expect \"Bike\" is checked",
                            "Expect \"result\" contains \"delivery\""),
                    "tab",
                    List.of(
                            "Click the \"Invoices\" tab",
                            "Expect \"All orders\" hidden",
                            "Expect \"All invoices\" visible"),
                    "menu",
                    List.of(
                            "Click \"Actions\"",
                            "Click the \"Archive\" menu item",
                            "Expect \"result\" has text \"archived\""),
                    "dialog",
                    List.of(
                            "Click the \"Rename\" button",
                            "Fill \"New name\" in the \"Rename order\" dialog with \"Zoë\"",
                            "Click \"Save\" in the \"Rename order\" dialog",
                            "Expect \"Rename order\" dialog hidden",
                            "Expect \"result\" has text \"renamed Zoë\""));

    private static final Map<String, List<String>> CHECKBOX =
            Map.of(
                    "check",
                    List.of(
                            "Check \"I agree\"",
                            "Expect \"I agree\" is checked",
                            "Uncheck \"I agree\"",
                            "Expect \"result\" has text \"terms false\""));

    private static final Map<String, List<String>> DISCLOSURE =
            Map.of(
                    "disclose",
                    List.of(
                            "Expect \"Weighs two kilos\" hidden",
                            "Click \"Details\"",
                            "Expect \"Weighs two kilos\" visible"));

    private static final Map<String, List<String>> TABLE =
            Map.of(
                    "confirm",
                    List.of(
                            "Expect \"Price\" in the \"Blue cup\" row has text \"9.50\"",
                            "Click \"Remove\" in the \"Blue cup\" row",
                            "Click \"OK\"",
                            "Expect \"result\" has text \"removed Blue cup\""),
                    "upload",
                    List.of(
                            "Upload note.txt to \"Attach\"",
                            "Expect \"result\" has text \"note.txt says hello\""));

    private static List<Map<String, List<String>>> of(String library) {
        return switch (library) {
            case "mui" -> List.of(EVERYWHERE, CHECKBOX, DISCLOSURE);
            case "antd" -> List.of(EVERYWHERE, CHECKBOX, TABLE);
            case "headlessui" -> List.of(EVERYWHERE, DISCLOSURE);
            default -> throw new IllegalArgumentException(library);
        };
    }

    private static Assignment.Case one(String library, String key, List<String> lines) {
        var steps = new ArrayList<String>(List.of("Go to /" + library));
        steps.addAll(lines.subList(0, lines.size() - 1));
        var note = Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8));
        return new Assignment.Case(
                "case_" + key,
                key,
                1,
                "Case " + key,
                steps,
                List.of(lines.getLast()),
                List.of(new Assignment.File("note.txt", note)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mui", "antd", "headlessui"})
    void widgetsOfALibraryAreOperatedLikeThoseOfTheBrowser(String library) throws Exception {
        boolean built = Files.exists(BUILT.resolve(library + ".js"));
        assumeThat(built || System.getenv("CI") != null).as("built, or in CI").isTrue();
        var cases = new ArrayList<Assignment.Case>();
        of(library)
                .forEach(group ->
                        group.forEach((key, lines) -> cases.add(one(library, key, lines))));

        try (var site = TestSite.start().widgets(BUILT, library);
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        site.url(),
                                        cases,
                                        Map.of(),
                                        new Assignment.Budgets(300, 240_000, 3_000, 10_000)))) {
            var results = agent.link().results();

            assertThat(results).filteredOn(result -> !result.outcome().equals("passed")).isEmpty();
            assertThat(results).hasSameSizeAs(cases);
        }
    }
}
