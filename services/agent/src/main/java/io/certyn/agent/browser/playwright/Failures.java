package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.PlaywrightException;
import io.certyn.agent.browser.BrowserGone;
import java.util.List;

/** Reads Playwright's messages, the only place where it says what kind of failure one is. */
final class Failures {

    private static final List<String> GONE =
            List.of(
                    "Target crashed",
                    "Page crashed",
                    "has been closed",
                    "Browser closed",
                    "browser has disconnected",
                    "Playwright connection closed",
                    "Failed to read message from driver",
                    "Pipe closed",
                    "Cannot find object to call");
    private static final List<String> STALE =
            List.of(
                    "not found in the current page snapshot",
                    "not attached",
                    "Execution context was destroyed",
                    "detached");
    private static final int SHOWN = 300;

    private Failures() {}

    static void rethrowIfGone(PlaywrightException e) {
        if (mentions(e, GONE)) {
            throw new BrowserGone(inShort(e), e);
        }
    }

    static boolean isStale(PlaywrightException e) {
        return mentions(e, STALE);
    }

    private static boolean mentions(PlaywrightException e, List<String> phrases) {
        var message = String.valueOf(e.getMessage());
        return phrases.stream().anyMatch(message::contains);
    }

    /** The line that says what was in the way, not the whole call log. */
    static String inShort(PlaywrightException e) {
        var lines =
                String.valueOf(e.getMessage())
                        .lines()
                        .map(String::strip)
                        .filter(line ->
                                !line.isEmpty() && !line.equals("Error {") && !line.equals("}"))
                        .toList();
        var telling =
                lines.stream()
                        .filter(line ->
                                line.contains("intercepts pointer events")
                                        || line.contains("is not enabled")
                                        || line.contains("is not editable")
                                        || line.contains("is not visible")
                                        || line.contains("is not stable")
                                        || line.contains("outside of the viewport")
                                        || line.contains("did not find some options")
                                        || line.contains("strict mode violation"))
                        .findFirst();
        var text = telling.or(() -> lines.stream().findFirst()).orElse("");
        text = text.replaceFirst("^message='", "").replaceFirst("^- ", "");
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
}
