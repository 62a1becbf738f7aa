package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Case files from the first check to the run. */
@ExtendWith(SharedStack.class)
class CasesIT {

    private static final String SIGN_IN =
            """
            ---
            key: SHARED-SIGN-IN
            title: Sign in as Alice
            tags: [shared]
            ---
            ## Steps
            - Go to /sign-in
            - Fill "E-mail" with {{user}}
            - Fill "Password" with {{password}}
            - Click the "Sign in" button
            """;

    private static final String GREETED =
            """
            ---
            key: SHARED-USER
            title: A customer is greeted
            tags: []
            ---
            ## Steps
            - Run "Sign in as Alice"
            ## Expected
            - Expect "Hello, Alice Leaf" visible
            """;

    private static @Nullable Stack shared;

    @BeforeAll
    static void share(Stack stack) {
        shared = stack;
    }

    private static Stack stack() {
        return Optional.ofNullable(shared).orElseThrow();
    }

    private static Cli.Ended lint(String... words) throws Exception {
        var all = new ArrayList<>(List.of("cases", "lint", "--project", "demo-shop"));
        all.addAll(List.of(words));
        return stack().cli(all.toArray(String[]::new));
    }

    @Test
    void theCasesOfTheDemoAreSound() throws Exception {
        var cases = Cli.root().resolve("services/demo-shop/project/cases");

        var lint = lint(cases.toString());

        assertThat(lint.exit()).as(lint.output()).isZero();
        assertThat(lint.errors()).contains("0 errors");
    }

    @Test
    void whatIsWrongIsNamedByLineAndColumnWithAdvice(@TempDir Path folder) throws Exception {
        var file = folder.resolve("greeted.md");
        Files.writeString(
                file,
                GREETED.replace("SHARED-USER", "BAD-2")
                        .replace("- Run \"Sign in as Alice\"", "- Clik \"Account\""));

        var lint = lint(folder.toString());
        var json = lint(folder.toString(), "--json");

        assertThat(lint.exit()).isEqualTo(1);
        assertThat(lint.output())
                .contains(file + ":7:3: error: a step starts with a verb")
                .contains("    try: Click \"Account\"");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.json().get(0).path("line").asInt()).isEqualTo(7);
    }

    @Test
    void aFileThatCannotBeReadIsTheCallersMistake(@TempDir Path folder) throws Exception {
        var gone = lint(folder.resolve("gone.md").toString());
        var bytes = folder.resolve("bytes.md");
        Files.write(bytes, new byte[] {(byte) 0xc3, (byte) 0x28});

        assertThat(gone.exit()).isEqualTo(2);
        assertThat(gone.errors()).startsWith("Cannot read");
        assertThat(lint(bytes.toString()).exit()).isEqualTo(2);
    }

    @Test
    void aCaseRunsStepsThatAnotherFileShares() throws Exception {
        stack().send(
                        "POST",
                        "/api/v1/projects/demo-shop/cases:import",
                        List.of(
                                Map.of("path", "sign-in.md", "text", SIGN_IN),
                                Map.of("path", "greeted.md", "text", GREETED)));

        var run =
                stack().cli(
                                "run",
                                "--project",
                                "demo-shop",
                                "--environment",
                                "local",
                                "--case",
                                "SHARED-USER",
                                "--json");

        assertThat(run.exit()).as(run.output() + run.errors()).isZero();
        assertThat(stack().cli("logs", run.json().path("id").asText()).output())
                .contains("Click the \\\"Sign in\\\" button");
    }
}
