package io.certyn.protocol.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    private static final Text GREETING =
            new Text(List.of(new Text.Part.Literal("Hello "), new Text.Part.Variable("name")));

    private static Text.Known known(Map<String, String> variables) {
        var now = ZonedDateTime.of(2026, 1, 31, 23, 30, 0, 0, ZoneId.of("Europe/Madrid"));
        return new Text.Known(variables, now, Locale.ENGLISH);
    }

    private static Text value(String value) {
        var step = StepParser.parse("Fill \"A\" with \"" + value + "\"");
        return switch (step) {
            case ParseResult.Parsed(Step.Do(Action.Fill(_, var text), _, _)) -> text;
            case ParseResult.Parsed _, ParseResult.NotUnderstood _ ->
                    throw new IllegalArgumentException(step.toString());
        };
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    {{now|yyyy-MM-dd}}, 2026-01-31
                    {{now+1d|yyyy-MM-dd}}, 2026-02-01
                    {{now - 2 w | d MMMM yyyy}}, 17 January 2026
                    {{now+1mo|yyyy-MM-dd}}, 2026-02-28
                    {{now+45min|HH:mm}}, 00:15
                    {{now-3h}}, 2026-01-31T20:30:00
                    in {{now+1y|yyyy}}, in 2027
                    """)
    void timesAreMovedAndWrittenAsThePatternSays(String written, String expected) {
        assertThat(value(written).resolve(known(Map.of())))
                .isEqualTo(new Text.Resolved.Value(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{now}}",
                "{{now+1d|yyyy-MM-dd}}",
                "{{now-3mo}}",
                "a {{secret.key}}",
                "{{b}} c"
            })
    void aTextIsReadFromItsSourceAgain(String source) throws NotUnderstoodException {
        var tokens = new Lexer('"' + source + '"').tokens();

        assertThat(tokens.getFirst().text().source()).isEqualTo(source);
    }

    @Test
    void aSecretIsNeverFilledIn() {
        var secret = new Text(List.of(new Text.Part.Secret("key")));

        assertThat(secret.resolve(known(Map.of("secret.key", "hidden"))))
                .isEqualTo(new Text.Resolved.Missing("secret.key"));
    }

    @Test
    void variablesAreFilledIn() {
        assertThat(GREETING.resolve(known(Map.of("name", "Ada"))))
                .isEqualTo(new Text.Resolved.Value("Hello Ada"));
    }

    @Test
    void theFirstVariableWithoutAValueIsNamed() {
        assertThat(GREETING.resolve(known(Map.of()))).isEqualTo(new Text.Resolved.Missing("name"));
    }

    @Test
    void aValueIsNotReadAsATemplateAgain() {
        assertThat(GREETING.resolve(known(Map.of("name", "{{other}}", "other", "x"))))
                .isEqualTo(new Text.Resolved.Value("Hello {{other}}"));
    }

    @Test
    void valuesCanBeQuotedForAPattern() {
        assertThat(GREETING.resolve(known(Map.of("name", "a.b")), Pattern::quote))
                .isEqualTo(new Text.Resolved.Value("Hello \\Qa.b\\E"));
    }
}
