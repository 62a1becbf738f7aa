package io.certyn.orchestrator.page.api;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Row versions as strong entity tags: {@code "v7"}. */
public final class Versions {

    private static final Pattern TAG = Pattern.compile("\"v(\\d{1,18})\"");

    private Versions() {}

    public static String tag(long version) {
        return "\"v" + version + "\"";
    }

    /** The version that a tag names; empty for no tag and for one that is not ours. */
    public static OptionalLong read(@Nullable String tag) {
        if (tag == null) {
            return OptionalLong.empty();
        }
        var matcher = TAG.matcher(tag.strip());
        return matcher.matches()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }
}
