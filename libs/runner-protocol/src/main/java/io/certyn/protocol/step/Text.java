package io.certyn.protocol.step;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A text of a case in which variables are still names. */
public record Text(List<Part> parts) {

    static final String SECRET = "secret.";

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

        /** {@code {{secret.name}}}: a value that is typed, and never part of any text. */
        record Secret(String name) implements Part {}

        /**
         * {@code {{now+1d|yyyy-MM-dd}}}: the time the case began, moved.
         *
         * @param pattern of {@link DateTimeFormatter}
         */
        record Now(long amount, ChronoUnit unit, String pattern) implements Part {}
    }

    /** A text with its variables filled in, or the first one that has no value. */
    public sealed interface Resolved {

        record Value(String text) implements Resolved {}

        record Missing(String name) implements Resolved {}
    }

    /**
     * What texts are filled in from.
     *
     * @param now when the case began, in its time zone
     */
    public record Known(Map<String, String> variables, ZonedDateTime now, Locale locale) {}

    public Resolved resolve(Known known) {
        return resolve(known, UnaryOperator.identity());
    }

    /** Fills in the variables, each value passed through {@code quote} first. */
    public Resolved resolve(Known known, UnaryOperator<String> quote) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Literal(var literal) -> text.append(literal);
                case Part.Variable(var name) -> {
                    var value = known.variables().get(name);
                    if (value == null) {
                        return new Resolved.Missing(name);
                    }
                    text.append(quote.apply(value));
                }
                case Part.Secret(var name) -> {
                    return new Resolved.Missing(SECRET + name);
                }
                case Part.Now now -> text.append(quote.apply(Templates.time(now, known)));
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
                        case Part.Secret(var name) -> "{{" + SECRET + name + "}}";
                        case Part.Now now -> "{{" + Templates.shown(now) + "}}";
                    });
        }
        return text.toString();
    }

    /** The secret this text stands for, when it is one. */
    public Optional<String> secret() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Secret(var name)
                ? Optional.of(name)
                : Optional.empty();
    }

    boolean hasSecret() {
        return parts.stream().anyMatch(Part.Secret.class::isInstance);
    }

    boolean isLiteral() {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }
}
