package io.certyn.orchestrator.catalog;

import java.util.regex.Pattern;

/** Names that stand in paths. */
public final class Slugs {

    public static final String FORM =
            "1 to 63 lower-case letters, digits and dashes, starting with a letter or digit";

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Slugs() {}

    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }
}
