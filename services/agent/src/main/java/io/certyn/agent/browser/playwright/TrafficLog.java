package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import io.certyn.agent.browser.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects what the pages of a case log, request and download. Called on the session's thread,
 * inside Playwright calls.
 */
final class TrafficLog {

    private static final int MOST = 2_000;
    private static final int SHOWN = 300;
    private static final int FIRST_FAILURE = 400;

    /** A download is asked about when its file has had time to appear. */
    private static final long NANOS_TO_APPEAR = 300_000_000;

    private final Path downloads;
    private final List<String> consoleErrors = new ArrayList<>();
    private final List<String> failedRequests = new ArrayList<>();
    private final List<Traffic.Exchange> exchanges = new ArrayList<>();
    private final List<Begun> begun = new ArrayList<>();

    /** Sent since the mark. */
    private final Set<Request> asked = new HashSet<>();

    /** Not answered yet, whenever they were sent. */
    private final Set<Request> open = new HashSet<>();

    /** The addresses that had not been answered at the mark. */
    private Set<String> late = new HashSet<>();

    private record Begun(Download download, long at) {}

    private TrafficLog(Path downloads) {
        this.downloads = downloads;
    }

    /**
     * @param downloads where the browser keeps the files
     */
    static TrafficLog of(BrowserContext context, Path downloads) {
        var log = new TrafficLog(downloads);
        context.onConsoleMessage(log::said);
        context.onWebError(error -> add(log.consoleErrors, error.error()));
        context.onRequest(log::asked);
        context.onRequestFailed(log::failed);
        context.onResponse(log::answered);
        context.onDownload(log::begun);
        return log;
    }

    void mark() {
        exchanges.clear();
        begun.clear();
        asked.clear();
        late = open.stream().map(Request::url).collect(Collectors.toCollection(HashSet::new));
    }

    Traffic traffic() {
        return new Traffic(consoleErrors, failedRequests, exchanges, downloads());
    }

    private void said(ConsoleMessage message) {
        if (message.type().equals("error")) {
            add(consoleErrors, message.text());
        }
    }

    private void asked(Request request) {
        var from = request.redirectedFrom();
        add(open, request);
        if (from == null || asked.contains(from)) {
            add(asked, request);
        } else {
            late.add(request.url());
        }
    }

    private void failed(Request request) {
        open.remove(request);
        var why = String.valueOf(request.failure());
        // A page that is left gives up what it was loading, and so does a download.
        if (!why.contains("ERR_ABORTED")) {
            add(failedRequests, request.method() + " " + request.url() + " " + why);
        }
    }

    private void answered(Response response) {
        var request = response.request();
        var exchange = new Traffic.Exchange(request.method(), request.url(), response.status());
        open.remove(request);
        if (asked.contains(request)) {
            add(exchanges, exchange);
        }
        if (exchange.status() >= FIRST_FAILURE) {
            add(failedRequests, exchange.method() + " " + exchange.url() + " " + exchange.status());
        }
    }

    /**
     * Not every download shows the request for it; one that does belongs to the step that asked.
     */
    private void begun(Download download) {
        boolean isLate =
                late.contains(download.url())
                        && asked.stream().noneMatch(each -> each.url().equals(download.url()));
        if (!isLate) {
            add(begun, new Begun(download, System.nanoTime()));
        }
    }

    private List<Traffic.Download> downloads() {
        if (begun.isEmpty()) {
            return List.of();
        }
        boolean running = isAnyRunning();
        return begun.stream()
                .map(each ->
                        new Traffic.Download(
                                each.download().suggestedFilename(),
                                running ? Traffic.State.RUNNING : state(each)))
                .toList();
    }

    /**
     * Playwright would wait for the end of a download when it is asked for it, and for ever: a file
     * that still grows has a name of its own until it is whole.
     */
    private boolean isAnyRunning() {
        long now = System.nanoTime();
        if (begun.stream().anyMatch(each -> now - each.at() < NANOS_TO_APPEAR)) {
            return true;
        }
        try (var files = Files.list(downloads)) {
            return files.anyMatch(file -> file.toString().endsWith(".crdownload"));
        } catch (IOException e) {
            throw new UncheckedIOException("downloads unreadable", e);
        }
    }

    private static Traffic.State state(Begun begun) {
        try {
            return begun.download().failure() == null
                    ? Traffic.State.COMPLETE
                    : Traffic.State.FAILED;
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
            return Traffic.State.FAILED;
        }
    }

    private static void add(List<String> to, String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (to.size() < MOST) {
            to.add(line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line);
        }
    }

    private static <T> void add(Collection<T> to, T item) {
        if (to.size() < MOST) {
            to.add(item);
        }
    }
}
