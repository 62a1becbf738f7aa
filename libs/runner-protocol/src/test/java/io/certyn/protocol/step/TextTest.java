package io.certyn.protocol.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final Text GREETING =
            new Text(List.of(new Text.Part.Literal("Hello "), new Text.Part.Variable("name")));

    @Test
    void variablesAreFilledIn() {
        assertThat(GREETING.resolve(Map.of("name", "Ada")))
                .isEqualTo(new Text.Resolved.Value("Hello Ada"));
    }

    @Test
    void theFirstVariableWithoutAValueIsNamed() {
        assertThat(GREETING.resolve(Map.of())).isEqualTo(new Text.Resolved.Missing("name"));
    }

    @Test
    void aValueIsNotReadAsATemplateAgain() {
        assertThat(GREETING.resolve(Map.of("name", "{{other}}", "other", "x")))
                .isEqualTo(new Text.Resolved.Value("Hello {{other}}"));
    }

    @Test
    void valuesCanBeQuotedForAPattern() {
        assertThat(GREETING.resolve(Map.of("name", "a.b"), Pattern::quote))
                .isEqualTo(new Text.Resolved.Value("Hello \\Qa.b\\E"));
    }
}
