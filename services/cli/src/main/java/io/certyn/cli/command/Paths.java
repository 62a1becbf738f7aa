package io.certyn.cli.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a user typed as part of an API path. */
final class Paths {

    private Paths() {}

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
