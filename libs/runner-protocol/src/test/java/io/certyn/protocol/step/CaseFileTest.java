package io.certyn.protocol.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.certyn.protocol.Assignment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseFileTest {

    private static final String PATH = "cases/cart.md";

    private static CaseFile read(String text) {
        return switch (CaseFile.read(PATH, text)) {
            case CaseFile.Reading.Read(var file) -> file;
            case CaseFile.Reading.Unreadable(var errors) -> throw new AssertionError(errors);
        };
    }

    private static List<String> errors(String text) {
        return switch (CaseFile.read(PATH, text)) {
            case CaseFile.Reading.Read(var file) -> throw new AssertionError(file);
            case CaseFile.Reading.Unreadable(var errors) ->
                    errors.stream().map(LineError::toString).toList();
        };
    }

    @Test
    void aCaseIsReadWithoutItsListMarkers() {
        // When
        var file =
                read(
                        """
                        ---
                        key: cart-001
                        title: "A tea lands in the cart"
                        tags: [smoke, cart]
                        owner: shop team
                        ---

                        # Cart

                        What a customer does first.

                        ## Steps

                        - Go to /
                        * Click "Add" in "Green tea"
                        3. Click "Cart" link

                        ## Expected

                        - Expect "Green tea" row visible

                        ## Notes

                        Anything goes here.
                        """);

        // Then
        assertThat(file)
                .isEqualTo(
                        new CaseFile(
                                "cart-001",
                                "A tea lands in the cart",
                                List.of("smoke", "cart"),
                                List.of(
                                        "Go to /",
                                        "Click \"Add\" in \"Green tea\"",
                                        "Click \"Cart\" link"),
                                List.of("Expect \"Green tea\" row visible"),
                                List.of(),
                                List.of()));
    }

    @Test
    void tagsMayBeAListOfLines() {
        var file =
                read(
                        """
                        ---
                        key: a
                        title: A
                        tags:
                          - smoke
                          - slow
                        ---
                        ## Steps
                        - Go to /
                        """);

        assertThat(file.tags()).containsExactly("smoke", "slow");
        assertThat(file.expected()).isEmpty();
    }

    @Test
    void everyErrorIsNamedWithItsLineAndColumn() {
        var errors =
                errors(
                        """
                        ---
                        key: a b
                        title: A
                        ---
                        ## Steps
                        - Go to /
                        - Clik "Save"
                        Click "Save"
                        ## Expected
                        - Click "Save"
                        - Expect "A" is green
                        """);

        assertThat(errors)
                .satisfiesExactly(
                        key -> assertThat(key).startsWith(PATH + ": line 2, column 1: \"key\""),
                        verb -> assertThat(verb).startsWith(PATH + ": line 7, column 3: a step"),
                        marker ->
                                assertThat(marker).startsWith(PATH + ": line 8, column 1: a step"),
                        action ->
                                assertThat(action)
                                        .isEqualTo(
                                                PATH
                                                        + ": line 10, column 3: an expected outcome"
                                                        + " starts with Expect"),
                        state -> assertThat(state).startsWith(PATH + ": line 11, column 17:"));
    }

    @Test
    void aCaseBringsItsFilesAndSaysWhatItRuns() {
        var file =
                read(
                        """
                        ---
                        key: a
                        title: A
                        ---
                        ## Steps
                        - Run "Sign in"
                        - Upload orders.csv to "Import"
                        ## Files
                        ### orders.csv
                        ```csv
                        id;name

                        ## 1;Tea
                        ```
                        ### dot.gif
                        ```base64
                        R0lG
                        ODlh
                        ```
                        ## Notes
                        Anything.
                        """);

        assertThat(file.runs()).containsExactly(new CaseFile.Reference("Sign in", 6, 3));
        assertThat(file.files())
                .extracting(Assignment.File::name, CaseFileTest::text)
                .containsExactly(
                        tuple("orders.csv", "id;name\n\n## 1;Tea\n"), tuple("dot.gif", "GIF89a"));
    }

    private static String text(Assignment.File file) {
        return new String(Base64.getDecoder().decode(file.base64()), StandardCharsets.UTF_8);
    }

    @Test
    void filesThatAreMissingOrBrokenAreNamed() {
        var errors =
                errors(
                        """
                        ---
                        key: a
                        title: A
                        ---
                        ## Steps
                        - Upload none.csv to "Import"
                        ## Files
                        Some words.
                        ### ../up
                        ### bad.bin
                        ```base64
                        !
                        ```
                        ### open.txt
                        ```
                        text
                        ## Expected
                        - Expect "A" visible
                        """);

        assertThat(errors)
                .containsExactlyInAnyOrder(
                        PATH
                                + ": line 8, column 1: a file is a heading ### name and a block"
                                + " between ```",
                        PATH
                                + ": line 9, column 5: not the name of a file: letters, digits,"
                                + " dot, dash",
                        PATH + ": line 9, column 1: the block of ../up is missing",
                        PATH + ": line 13, column 1: the block of bad.bin is no Base64",
                        PATH + ": line 15, column 1: the block of open.txt is never closed",
                        PATH + ": line 6, column 3: there is no \"none.csv\" under ## Files");
    }

    @Test
    void sharedStepsAreNoExpectation() {
        assertThat(
                        errors(
                                """
                                ---
                                key: a
                                title: A
                                ---
                                ## Steps
                                - Go to /
                                ## Expected
                                - Run "Sign in"
                                """))
                .containsExactly(
                        PATH + ": line 8, column 3: an expected outcome starts with Expect");
    }

    @Test
    void aCaseWithoutFrontMatterOrStepsIsRefused() {
        assertThat(errors("# Nothing\n"))
                .contains(
                        PATH
                                + ": line 1, column 1: a case starts with front matter between two"
                                + " lines of ---");
        assertThat(errors("---\nkey: a\ntitle: A\n---\n## Expected\n- Expect \"A\" visible\n"))
                .containsExactly(
                        PATH + ": line 6, column 1: a case needs ## Steps with at least one step");
    }

    @Test
    void anUnknownSectionIsRefusedRatherThanLeftOut() {
        assertThat(
                        errors(
                                """
                                ---
                                key: a
                                title: A
                                ---
                                ## Steps
                                - Go to /
                                ## Expcted
                                - Expect "A" visible
                                """))
                .containsExactly(
                        PATH
                                + ": line 7, column 4: a section is one of Steps, Expected, Files"
                                + " and Notes");
    }
}
