package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import io.certyn.protocol.trace.TraceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the pages say and ask for, until somebody takes it away. Called on the session's
 * thread, inside Playwright calls. Pages can do both without end, so there is room for so much.
 */
final class SliceLog {

    private static final int MOST = 50;
    private static final int LONGEST = 500;

    private final List<TraceRecord.ConsoleLine> console = new ArrayList<>();
    private final List<TraceRecord.Exchange> network = new ArrayList<>();
    private int omitted;

    private SliceLog() {}

    static SliceLog of(BrowserContext context) {
        var log = new SliceLog();
        context.onConsoleMessage(log::said);
        context.onWebError(thrown -> log.say("exception", thrown.error()));
        context.onResponse(log::answered);
        context.onRequestFailed(log::failed);
        return log;
    }

    Optional<TraceRecord.Slice> take() {
        if (console.isEmpty() && network.isEmpty()) {
            return Optional.empty();
        }
        var slice = new TraceRecord.Slice(List.copyOf(console), List.copyOf(network), omitted);
        console.clear();
        network.clear();
        omitted = 0;
        return Optional.of(slice);
    }

    private void said(ConsoleMessage message) {
        try {
            say(message.type(), message.text());
        } catch (PlaywrightException _) {
            // What it spoke of is gone already.
        }
    }

    private void say(String level, String text) {
        if (console.size() < MOST) {
            console.add(new TraceRecord.ConsoleLine(level, cut(text)));
        } else {
            omitted++;
        }
    }

    private void answered(Response response) {
        ask(response.request(), response.status(), null);
    }

    private void failed(Request request) {
        ask(request, null, String.valueOf(request.failure()));
    }

    private void ask(Request request, @Nullable Integer status, @Nullable String failure) {
        if (network.size() < MOST) {
            network.add(
                    new TraceRecord.Exchange(
                            request.method(), cut(request.url()), status, failure));
        } else {
            omitted++;
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
