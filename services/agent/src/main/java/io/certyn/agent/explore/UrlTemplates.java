package io.certyn.agent.explore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the addresses of a site have in common. A part that looks like an id is a parameter, and so
 * are the entries of a folder that has many of them; the first part of a path names a section of
 * the site and stays.
 */
public final class UrlTemplates {

    /** Up to so many entries of a folder are pages of their own. */
    private static final int NAMED_ENTRIES = 5;

    private static final Pattern ID =
            Pattern.compile(
                    "\\d+|[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
                            + "|[a-z]{2,8}_[0-9A-Za-z]{16,}|(?=[0-9A-Z]*\\d)[0-9A-Z]{20,}");

    private final String home;
    private final Map<String, Set<String>> entries = new HashMap<>();

    /**
     * @param baseUrl addresses of its origin are shown without it
     */
    public UrlTemplates(String baseUrl) {
        this.home = Address.of(baseUrl).map(Address::origin).orElse("");
    }

    /** Takes note of an address that the site uses. */
    public void learn(String url) {
        Address.of(url)
                .filter(address -> address.segments().size() > 1)
                .ifPresent(address -> {
                    var folder = new StringBuilder(address.origin());
                    for (var segment : address.segments()) {
                        if (!isId(segment) && folder.length() > address.origin().length()) {
                            entries.computeIfAbsent(folder.toString(), _ -> new HashSet<>())
                                    .add(segment);
                        }
                        folder.append('/').append(isId(segment) ? ":id" : segment);
                    }
                });
    }

    /** The address with its parameters named; what is no web address stays as it is. */
    public String of(String url) {
        return Address.of(url).map(this::of).orElse(url);
    }

    private String of(Address address) {
        var folder = new StringBuilder(address.origin());
        var shown = new StringBuilder(address.origin().equals(home) ? "" : address.origin());
        for (var segment : address.segments()) {
            var known = entries.getOrDefault(folder.toString(), Set.of()).size();
            folder.append('/').append(isId(segment) ? ":id" : segment);
            shown.append('/')
                    .append(isId(segment) ? ":id" : known > NAMED_ENTRIES ? ":entry" : segment);
        }
        if (address.segments().isEmpty()) {
            shown.append('/');
        }
        var keys = address.keys();
        return keys.isEmpty() ? shown.toString() : shown + "?" + String.join("&", keys);
    }

    /** The template without the parameters after the question mark. */
    public static String pathOf(String template) {
        int question = template.indexOf('?');
        return question < 0 ? template : template.substring(0, question);
    }

    private static boolean isId(String segment) {
        return ID.matcher(segment).matches();
    }
}
