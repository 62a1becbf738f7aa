package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import io.certyn.agent.explore.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what happens while a page is looked at. Called on the session's thread, inside
 * Playwright calls.
 */
final class ScoutEvents {

    private static final int MOST = 500;
    private static final int GONE = 400;
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    /** Requests that are open for as long as the page is. */
    private static final Set<String> LASTING = Set.of("eventsource", "websocket", "media", "ping");

    private final List<Happening> happenings = new ArrayList<>();
    private final Map<Request, Long> open = new LinkedHashMap<>();
    private long lastChange = System.nanoTime();

    static ScoutEvents of(Page page, boolean readOnly) {
        var events = new ScoutEvents();
        page.onRequest(events::asked);
        page.onRequestFinished(events::ended);
        page.onRequestFailed(events::failed);
        page.onResponse(events::answered);
        page.onConsoleMessage(events::said);
        page.onPageError(error -> events.add(new Happening.ScriptError(message(error))));
        // A page of its own accord is nobody's to look at.
        page.onPopup(Page::close);
        if (readOnly) {
            page.context().route("**/*", events::guard);
            page.context().routeWebSocket("**/*", events::guard);
        }
        return events;
    }

    /** Playwright puts the name of the error before its message. */
    private static String message(String error) {
        return error.lines().findFirst().orElse("").strip();
    }

    /** What is open belongs to the page before. */
    void forget() {
        open.clear();
        lastChange = System.nanoTime();
    }

    boolean isQuiet(Duration quiet) {
        return open.isEmpty() && System.nanoTime() - lastChange >= quiet.toNanos();
    }

    /** Notes what has been open for so long. */
    void noteWaiting(Duration atLeast) {
        long now = System.nanoTime();
        open.forEach((request, since) -> {
            if (now - since >= atLeast.toNanos()) {
                add(
                        new Happening.Waiting(
                                request.url(), request.resourceType(), (now - since) / 1_000_000));
            }
        });
    }

    List<Happening> drain() {
        var drained = List.copyOf(happenings);
        happenings.clear();
        return drained;
    }

    private void guard(Route route) {
        var request = route.request();
        if (HARMLESS.contains(request.method())) {
            route.resume();
        } else {
            add(new Happening.WouldSubmit(request.method(), request.url()));
            route.abort("blockedbyclient");
        }
    }

    private void guard(WebSocketRoute socket) {
        add(new Happening.SocketClosed(socket.url()));
        socket.close();
    }

    private void asked(Request request) {
        if (!LASTING.contains(request.resourceType())) {
            open.put(request, System.nanoTime());
            lastChange = System.nanoTime();
        }
    }

    private void ended(Request request) {
        open.remove(request);
        lastChange = System.nanoTime();
    }

    private void failed(Request request) {
        ended(request);
        var why = String.valueOf(request.failure());
        // Aborted by the page, or kept back by us.
        if (!why.contains("ERR_ABORTED") && !why.contains("ERR_BLOCKED_BY_CLIENT")) {
            add(new Happening.NoAnswer(request.url(), request.resourceType(), why));
        }
    }

    private void answered(Response response) {
        if (response.status() >= GONE && fromEgress(response.headers()).isEmpty()) {
            var type = response.request().resourceType();
            add(new Happening.BadAnswer(response.url(), type, response.status()));
        }
    }

    /** What the way out says of itself in place of the product; upstream cannot send this. */
    static Optional<String> fromEgress(Map<String, String> headers) {
        return Optional.ofNullable(headers.get("x-certyn-egress")).map(word -> "egress: " + word);
    }

    private void said(ConsoleMessage message) {
        if (message.type().equals("error")) {
            add(new Happening.ConsoleError(message.text()));
        }
    }

    private void add(Happening happening) {
        if (happenings.size() < MOST) {
            happenings.add(happening);
        }
    }
}
