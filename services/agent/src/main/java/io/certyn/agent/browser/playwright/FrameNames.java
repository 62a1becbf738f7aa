package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.regex.Pattern;

/** Puts names to the frames of a snapshot, which Playwright leaves without. */
final class FrameNames {

    private static final Pattern FRAME =
            Pattern.compile("(?m)^(\\s*- iframe )(.*\\[ref=(\\w+)\\].*)$");
    private static final int MOST = 20;
    private static final double PATIENCE_MS = 500;

    private static final String NAME =
            "e => e.title || e.getAttribute('aria-label') || e.name || e.id || ''";

    private FrameNames() {}

    static String into(String snapshot, Page page) {
        var matcher = FRAME.matcher(snapshot);
        var named = new StringBuilder();
        for (int i = 0; i < MOST && matcher.find(); i++) {
            var name = name(page, matcher.group(3));
            matcher.appendReplacement(named, "");
            named.append(matcher.group(1));
            if (!name.isBlank()) {
                named.append('"').append(escaped(name)).append("\" ");
            }
            named.append(matcher.group(2));
        }
        return matcher.appendTail(named).toString();
    }

    private static String name(Page page, String ref) {
        try {
            return (String)
                    page.locator("aria-ref=" + ref)
                            .evaluate(
                                    NAME,
                                    null,
                                    new Locator.EvaluateOptions().setTimeout(PATIENCE_MS));
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
            return "";
        }
    }

    private static String escaped(String name) {
        return name.strip().replaceAll("\\s+", " ").replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
