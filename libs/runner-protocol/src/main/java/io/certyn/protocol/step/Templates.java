package io.certyn.protocol.step;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what stands between double braces. */
final class Templates {

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final Pattern MOVED = Pattern.compile("([+-])\\s*(\\d{1,4})\\s*([a-z]+)");
    private static final String NOW = "now";
    private static final String USUAL_PATTERN = "yyyy-MM-dd'T'HH:mm:ss";

    /** Names that are not variables of the environment. */
    private static final Set<String> BUILT_IN =
            Set.of(
                    "env.url",
                    "random.email",
                    "random.name",
                    "random.number",
                    "random.uuid",
                    "random.word");

    private static final Map<String, ChronoUnit> UNITS =
            new TreeMap<>(
                    Map.of(
                            "min", ChronoUnit.MINUTES,
                            "h", ChronoUnit.HOURS,
                            "d", ChronoUnit.DAYS,
                            "w", ChronoUnit.WEEKS,
                            "mo", ChronoUnit.MONTHS,
                            "y", ChronoUnit.YEARS));

    private Templates() {}

    /**
     * @param column of the opening braces
     */
    static Text.Part read(String inside, int column) throws NotUnderstoodException {
        var name = inside.strip();
        if (name.startsWith(Text.SECRET)) {
            return secret(name.substring(Text.SECRET.length()), column);
        }
        if (name.matches("now\\s*([+|-].*)?")) {
            return now(name.substring(NOW.length()).strip(), column);
        }
        if (!NAME.matcher(name).matches()) {
            throw new NotUnderstoodException(
                    column, "\"" + name + "\" is not the name of a variable");
        }
        if (isReserved(name) && !BUILT_IN.contains(name)) {
            throw new NotUnderstoodException(
                    column,
                    "{{"
                            + name
                            + "}} is unknown; there are env.url and random.email, random.name,"
                            + " random.number, random.uuid, random.word");
        }
        return new Text.Part.Variable(name);
    }

    /** Whether no case may give this variable a value. */
    static boolean isReserved(String name) {
        return name.startsWith("env.") || name.startsWith("random.");
    }

    private static Text.Part secret(String name, int column) throws NotUnderstoodException {
        if (!SECRET_NAME.matcher(name).matches()) {
            throw new NotUnderstoodException(
                    column, "\"" + name + "\" is not the name of a secret");
        }
        return new Text.Part.Secret(name);
    }

    private static Text.Part now(String rest, int column) throws NotUnderstoodException {
        int bar = rest.indexOf('|');
        var move = bar < 0 ? rest : rest.substring(0, bar).strip();
        var pattern = bar < 0 ? USUAL_PATTERN : rest.substring(bar + 1).strip();
        long amount = 0;
        var unit = ChronoUnit.DAYS;
        if (!move.isEmpty()) {
            var matcher = MOVED.matcher(move);
            var known = matcher.matches() ? UNITS.get(matcher.group(3)) : null;
            if (known == null) {
                throw new NotUnderstoodException(
                        column,
                        "a time is moved like {{now+1d}}; the units are "
                                + String.join(", ", UNITS.keySet()));
            }
            amount = Long.parseLong(matcher.group(2)) * (matcher.group(1).equals("-") ? -1 : 1);
            unit = known;
        }
        var now = new Text.Part.Now(amount, unit, pattern);
        refuseUnusable(now, column);
        return now;
    }

    /** A pattern can be well formed and still ask for what a point in time does not have. */
    private static void refuseUnusable(Text.Part.Now now, int column)
            throws NotUnderstoodException {
        try {
            var sample = ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
            if (!time(now, new Text.Known(Map.of(), sample, Locale.ROOT)).isBlank()) {
                return;
            }
        } catch (IllegalArgumentException | DateTimeException _) {
            // Said below.
        }
        throw new NotUnderstoodException(
                column, "\"" + now.pattern() + "\" is no pattern for a time, such as yyyy-MM-dd");
    }

    static String time(Text.Part.Now now, Text.Known known) {
        return DateTimeFormatter.ofPattern(now.pattern(), known.locale())
                .format(known.now().plus(now.amount(), now.unit()));
    }

    static String shown(Text.Part.Now now) {
        var unit =
                UNITS.entrySet().stream()
                        .filter(entry -> entry.getValue() == now.unit())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        var move = now.amount() == 0 ? "" : (now.amount() > 0 ? "+" : "") + now.amount() + unit;
        return NOW + move + (now.pattern().equals(USUAL_PATTERN) ? "" : "|" + now.pattern());
    }
}
