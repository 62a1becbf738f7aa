package io.certyn.agent.session;

import io.certyn.agent.find.Wanted;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.step.Target;
import io.certyn.protocol.step.Text;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The values a case may use: those it begins with, and what it remembers on its way. */
final class Variables {

    private static final int LETTERS = 8;
    private static final int A_MILLION = 1_000_000;

    private final Map<String, String> values;
    private final Text.Known known;

    private Variables(Map<String, String> values, ZonedDateTime now, Locale locale) {
        this.values = values;
        this.known = new Text.Known(Collections.unmodifiableMap(values), now, locale);
    }

    /**
     * @param unique makes this case's random values its own
     * @param now when the case begins, in its time zone
     */
    static Variables of(
            Assignment.Environment environment, UUID unique, ZonedDateTime now, Locale locale) {
        var word = word(unique);
        var values = new HashMap<>(environment.variables());
        values.put("env.url", withoutSlash(environment.baseUrl()));
        values.put("random.email", "certyn-" + word + "@example.test");
        values.put(
                "random.name",
                "Robin " + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        values.put(
                "random.number",
                String.valueOf(
                        A_MILLION / 10
                                + Math.floorMod(unique.hashCode(), A_MILLION - A_MILLION / 10)));
        values.put("random.uuid", unique.toString());
        values.put("random.word", word);
        return new Variables(values, now, locale);
    }

    /** Letters only, since many a field takes nothing else. */
    private static String word(UUID unique) {
        var word = new StringBuilder();
        unique.toString()
                .replace("-", "")
                .chars()
                .limit(LETTERS)
                .forEach(digit -> word.append((char) ('a' + Character.digit(digit, 16))));
        return word.toString();
    }

    /** From here to its last line, the case knows this. */
    void remember(String name, String value) {
        values.put(name, value);
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    String value(Text text) throws MissingVariable {
        return switch (text.resolve(known)) {
            case Text.Resolved.Value(var value) -> value;
            case Text.Resolved.Missing(var name) -> throw MissingVariable.of(name);
        };
    }

    Optional<String> value(Optional<Text> text) throws MissingVariable {
        return text.isPresent() ? Optional.of(value(text.get())) : Optional.empty();
    }

    /** A regular expression; the values in it stand for themselves. */
    String pattern(Text text) throws MissingVariable {
        return switch (text.resolve(known, Pattern::quote)) {
            case Text.Resolved.Value(var value) -> value;
            case Text.Resolved.Missing(var name) -> throw MissingVariable.of(name);
        };
    }

    Wanted wanted(Target target) throws MissingVariable {
        Optional<Wanted.Beside> beside = Optional.empty();
        if (target.beside().isPresent()) {
            var other = target.beside().get();
            beside =
                    Optional.of(new Wanted.Beside(other.side(), value(other.name()), other.role()));
        }
        var scopes = new ArrayList<Wanted.Scope>();
        for (var scope : target.scopes()) {
            scopes.add(new Wanted.Scope(value(scope.name()), scope.role()));
        }
        return new Wanted(
                value(target.name()),
                target.role(),
                target.position(),
                target.exactly(),
                beside,
                scopes);
    }
}
