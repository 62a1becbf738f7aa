package io.certyn.protocol.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepParserTest {

    private static final String[] PIECES = {
        "click",
        "fill",
        "expect",
        "the",
        "2nd",
        "\"A\"",
        "\"",
        "button",
        "in",
        "within",
        "10",
        "s",
        "with",
        "into",
        "{{a}}",
        "{{",
        "}}",
        "visible",
        "if",
        "url",
        "matches",
        "\"(\"",
        "check",
        "count",
        "press",
        "+",
        "wait",
        "for",
        "go",
        "to",
        "/",
        "\\",
        "“",
        "dialog",
        "select",
        "from",
        "drag",
        "upload",
        "a.png",
        "run",
        "remember",
        "text",
        "of",
        "as",
        "switch",
        "tab",
        "2",
        "near",
        "right",
        "no",
        "console",
        "errors",
        "request",
        "GET",
        "status",
        "2xx",
        "{{now+1d}}",
        "{{secret.a}}",
        "toggle",
        "scroll",
        "download",
        "accept"
    };

    @Test
    void aLineThatIsTooLongIsRefusedWhereItGetsTooLong() {
        assertThat(StepParser.parse("x".repeat(StepParser.MAX_LINE + 1)))
                .isEqualTo(
                        new ParseResult.NotUnderstood(2_001, "a line has at most 2000 characters"));
    }

    @Test
    void aControlCharacterIsRefused() {
        assertThat(StepParser.parse("Click \"A\u0000\""))
                .isEqualTo(new ParseResult.NotUnderstood(9, "a control character is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyLineIsAnsweredWithAStepOrAColumnWithinIt(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            var line = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                line.append(PIECES[random.nextInt(PIECES.length)]);
                line.append(random.nextInt(4) == 0 ? "" : " ");
            }
            switch (StepParser.parse(line.toString())) {
                case ParseResult.Parsed(var step) -> assertThat(step.text()).isNotBlank();
                case ParseResult.NotUnderstood(var column, var message) -> {
                    assertThat(column).as(line.toString()).isBetween(1, line.length() + 1);
                    assertThat(message).isNotBlank();
                }
            }
        }
    }
}
