package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AriaSnapshotOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.AriaSnapshotMode;
import com.microsoft.playwright.options.ScreenshotType;
import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Incident;
import io.certyn.agent.browser.Observation;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.browser.Traffic;
import io.certyn.agent.check.Checks.Facts;
import io.certyn.agent.find.Handle;
import io.certyn.agent.guard.Origins;
import io.certyn.protocol.trace.TraceRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One Playwright page. */
final class PlaywrightTab implements Tab {

    private static final Pattern TEST_ID = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{1,99}");
    private static final double SNAPSHOT_MS = 5_000;
    private static final double PICTURE_MS = 5_000;
    private static final int PICTURE_QUALITY = 60;
    private static final int PICTURE_ATTEMPTS = 20;
    private static final Duration BETWEEN_PICTURES = Duration.ofMillis(50);
    private static final Page.WaitForConditionOptions NO_LIMIT =
            new Page.WaitForConditionOptions().setTimeout(0);

    private final BrowserContext context;
    private final PageEvents events;
    private final Gestures gestures;
    private final TrafficLog traffic;
    private final SliceLog slices;
    private Optional<String> traceparent = Optional.empty();

    private PlaywrightTab(
            BrowserContext context, PageEvents events, TrafficLog traffic, SliceLog slices) {
        this.context = context;
        this.events = events;
        this.gestures = new Gestures(events);
        this.traffic = traffic;
        this.slices = slices;
    }

    /**
     * @param downloads where the browser keeps what it downloads
     */
    static PlaywrightTab of(Page page, Origins origins, Path downloads) {
        var context = page.context();
        return new PlaywrightTab(
                context,
                PageEvents.of(context, page, origins),
                TrafficLog.of(context, downloads),
                SliceLog.of(context));
    }

    private Page page() {
        return events.page();
    }

    @Override
    public Observation observe(String name) {
        return call(
                () -> {
                    var source =
                            FrameNames.into(
                                    page().ariaSnapshot(
                                                    new AriaSnapshotOptions()
                                                            .setMode(AriaSnapshotMode.AI)
                                                            .setBoxes(true)
                                                            .setTimeout(SNAPSHOT_MS)),
                                    page());
                    int testIds =
                            TEST_ID.matcher(name).matches() ? gestures.byTestId(name).count() : 0;
                    return Observation.of(page().url(), page().title(), source, testIds);
                },
                Observation.failed(page().url()));
    }

    @Override
    public Acted perform(Command command, Duration most) {
        events.refuseIfCrashed();
        var before = page();
        try {
            gestures.make(command, (double) Math.max(1, most.toMillis()));
            return new Acted.Done();
        } catch (TimeoutError e) {
            return command instanceof Command.Open
                    ? new Acted.NotOpened("no answer within " + most.toSeconds() + " s")
                    : new Acted.Refused(Failures.inShort(e));
        } catch (PlaywrightException e) {
            if (hasClosedItself(before)) {
                return command instanceof Command.Click || command instanceof Command.Press
                        ? new Acted.Done()
                        : new Acted.Gone("the tab closed");
            }
            Failures.rethrowIfGone(e);
            if (command instanceof Command.Open) {
                return new Acted.NotOpened(Failures.inShort(e));
            }
            return Failures.isStale(e)
                    ? new Acted.Gone(Failures.inShort(e))
                    : new Acted.Refused(Failures.inShort(e));
        }
    }

    /** A tab may close by what is done in it; the case goes on in another one. */
    private boolean hasClosedItself(Page before) {
        return before.isClosed() && !context.pages().isEmpty();
    }

    @Override
    public List<String> titles() {
        events.refuseIfCrashed();
        return events.list().stream().map(PlaywrightTab::title).toList();
    }

    /** Nothing when it was just changing or closing. */
    private static String title(Page any) {
        try {
            return any.title();
        } catch (PlaywrightException e) {
            if (!any.isClosed()) {
                Failures.rethrowIfGone(e);
            }
            return "";
        }
    }

    @Override
    public boolean isNativeList(Handle handle) {
        return call(
                () ->
                        Boolean.TRUE.equals(
                                gestures.locator(handle).evaluate("e => e.tagName === 'SELECT'")),
                false);
    }

    @Override
    public void mark() {
        traffic.mark();
        events.mark();
    }

    @Override
    public boolean isDialogMissing() {
        return events.isDialogMissing();
    }

    @Override
    public Traffic traffic() {
        return traffic.traffic();
    }

    @Override
    public Optional<Facts> read(Handle handle) {
        if (handle instanceof Handle.Words(var text)) {
            return Optional.of(new Facts(text, Optional.empty(), true, Optional.empty(), false));
        }
        return call(
                () -> Optional.of(ElementFacts.read(gestures.locator(handle))), Optional.empty());
    }

    @Override
    public String url() {
        return page().url();
    }

    @Override
    public String title() {
        return call(page()::title, "");
    }

    /**
     * Chromium refuses a picture now and then while it changes pages, and gives it when asked again
     * a moment later; a page that does not answer is not asked again.
     */
    @Override
    public Optional<byte[]> picture() {
        var options =
                new ScreenshotOptions()
                        .setType(ScreenshotType.JPEG)
                        .setQuality(PICTURE_QUALITY)
                        .setTimeout(PICTURE_MS);
        long end = System.nanoTime() + (long) (PICTURE_MS * 1_000_000);
        Optional<byte[]> taken = Optional.empty();
        for (int i = 0; i < PICTURE_ATTEMPTS && taken.isEmpty() && System.nanoTime() < end; i++) {
            if (i > 0) {
                pause(BETWEEN_PICTURES);
            }
            taken = call(() -> Optional.of(page().screenshot(options)), Optional.empty());
        }
        return taken;
    }

    /** Without asking the browser for anything, which would stand in the trace as an action. */
    @Override
    public void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        call(
                () -> {
                    page().waitForCondition(() -> System.nanoTime() - end >= 0, NO_LIMIT);
                    return true;
                },
                false);
    }

    @Override
    public List<Incident> incidents() {
        return events.drain();
    }

    @Override
    public void traceAs(Origins origins, String parent) {
        boolean isFirst = traceparent.isEmpty();
        traceparent = Optional.of(parent);
        if (isFirst) {
            call(() -> Optional.of(context.route(origins::allow, this::tell)), Optional.empty());
        }
    }

    private void tell(Route route) {
        var headers = new HashMap<>(route.request().headers());
        traceparent.ifPresent(parent -> headers.put("traceparent", parent));
        try {
            route.fallback(new Route.FallbackOptions().setHeaders(headers));
        } catch (PlaywrightException _) {
            // The page left before its request did.
        }
    }

    @Override
    public Optional<TraceRecord.Slice> slice() {
        return slices.take();
    }

    @Override
    public void close(Path trace) {
        try {
            context.tracing().stopChunk(new Tracing.StopChunkOptions().setPath(trace));
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
        }
    }

    /** What the browser says, or {@code otherwise} when the page was just changing under us. */
    private <T> T call(Supplier<T> question, T otherwise) {
        events.refuseIfCrashed();
        var before = page();
        try {
            return question.get();
        } catch (PlaywrightException e) {
            if (!hasClosedItself(before)) {
                Failures.rethrowIfGone(e);
            }
            return otherwise;
        }
    }
}
