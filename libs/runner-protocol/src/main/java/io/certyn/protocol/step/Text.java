package io.certyn.protocol.step;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A text of a case in which variables are still names. */
public record Text(List<Part> parts) {

    public Text {
        parts = List.copyOf(parts);
    }

    public static Text of(String literal) {
        return new Text(List.of(new Part.Literal(literal)));
    }

    /** A piece of a text. */
    public sealed interface Part {

        record Literal(String text) implements Part {}

        /** {@code {{name}}}; {@code env.url} and {@code random.email} are names like any other. */
        record Variable(String name) implements Part {}
    }

    /** A text with its variables filled in, or the first one that has no value. */
    public sealed interface Resolved {

        record Value(String text) implements Resolved {}

        record Missing(String name) implements Resolved {}
    }

    public Resolved resolve(Map<String, String> variables) {
        return resolve(variables, UnaryOperator.identity());
    }

    /** Fills in the variables, each value passed through {@code quote} first. */
    public Resolved resolve(Map<String, String> variables, UnaryOperator<String> quote) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Literal(var literal) -> text.append(literal);
                case Part.Variable(var name) -> {
                    var value = variables.get(name);
                    if (value == null) {
                        return new Resolved.Missing(name);
                    }
                    text.append(quote.apply(value));
                }
            }
        }
        return new Resolved.Value(text.toString());
    }

    /** The text as the case has it, variables in double braces. */
    public String source() {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(
                    switch (part) {
                        case Part.Literal(var literal) -> literal;
                        case Part.Variable(var name) -> "{{" + name + "}}";
                    });
        }
        return text.toString();
    }

    boolean isLiteral() {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }
}
