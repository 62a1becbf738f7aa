package io.certyn.runner;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Finds settings: a system property, else the environment variable its key becomes. */
record Lookup(Properties properties, Map<String, String> environment) {

    /** With those that a runner finds out, as many as the control plane takes. */
    private static final int MOST_PAIRS = 40;

    /** A variable with a documented name. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }

    String required(String name) {
        return variable(name).orElseThrow(() -> new SettingsRefused(name + " is missing."));
    }

    Optional<String> key(String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .or(() -> variable(environmentName(key)));
    }

    /** Kafka's settings by its own names, which are given as a service's {@code kafka.*} are. */
    Map<String, String> kafka() {
        var found = new TreeMap<String, String>();
        for (var name : ConsumerConfig.configNames()) {
            key("kafka." + name).ifPresent(value -> found.put(name, value));
        }
        return Map.copyOf(found);
    }

    Optional<Path> path(String key) {
        return key(key).map(Path::of).map(Path::toAbsolutePath);
    }

    /** Pairs {@code name=value} separated by commas; a value may be empty, a name not. */
    Map<String, String> pairs(String key) {
        var pairs = new TreeMap<String, String>();
        for (var text : list(key)) {
            var pair = text.split("=", 2);
            if (pair.length < 2 || pair[0].isBlank()) {
                throw new SettingsRefused(key + " must be pairs such as site=east,gpu=true.");
            }
            pairs.put(pair[0].strip(), pair[1].strip());
        }
        if (pairs.size() > MOST_PAIRS) {
            throw new SettingsRefused(key + " must be at most " + MOST_PAIRS + " pairs.");
        }
        return Map.copyOf(pairs);
    }

    /** Pairs of which each says something; a runner's own label without a value says nothing. */
    Map<String, String> labels(String key) {
        var labels = pairs(key);
        if (labels.containsValue("")) {
            throw new SettingsRefused(key + " must be pairs such as site=east,gpu=true.");
        }
        return labels;
    }

    /** Values separated by commas. */
    List<String> list(String key) {
        var text = key(key);
        if (text.isEmpty()) {
            return List.of();
        }
        var values =
                Stream.of(text.get().split(",", -1))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
        if (values.isEmpty()) {
            throw new SettingsRefused(key + " names nothing.");
        }
        return values;
    }

    /** Words separated by spaces, or by line ends where a word has spaces in it. */
    List<String> words(String key, String otherwise) {
        var text = key(key).orElse(otherwise);
        return List.of(text.split(text.contains("\n") ? "\\R" : "\\s+"));
    }

    boolean flag(String key) {
        return switch (key(key).orElse("false").toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingsRefused(key + " must be true or false.");
        };
    }

    int number(String key, int otherwise, int least, int most) {
        return key(key).map(text -> number(key, text, least, most)).orElse(otherwise);
    }

    static int number(String name, String text, int least, int most) {
        var refused =
                new SettingsRefused(
                        name + " must be a whole number from " + least + " to " + most + ".");
        try {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw refused;
            }
            return number;
        } catch (NumberFormatException e) {
            refused.addSuppressed(e);
            throw refused;
        }
    }

    /** A duration such as {@code 10s}, {@code 5m} or {@code PT10S}. */
    Duration duration(String key, Duration otherwise) {
        return key(key).map(text -> duration(key, text)).orElse(otherwise);
    }

    private static Duration duration(String key, String text) {
        try {
            var iso = text.startsWith("P") ? text : "PT" + text.toUpperCase(Locale.ROOT);
            var duration = Duration.parse(iso);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // Answered below, as a negative one is.
        }
        throw new SettingsRefused(key + " must be a duration such as 10s or PT5M.");
    }

    static URI url(String name, String text) {
        try {
            var url = URI.create(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Answered below.
        }
        throw new SettingsRefused(name + " must be an http or https URL with a host.");
    }

    private static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
