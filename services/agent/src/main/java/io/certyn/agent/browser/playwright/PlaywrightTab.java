package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AriaSnapshotOptions;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.AriaSnapshotMode;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitUntilState;
import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Incident;
import io.certyn.agent.browser.Observation;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Checks.Facts;
import io.certyn.agent.find.Handle;
import io.certyn.agent.find.Snapshot;
import io.certyn.agent.guard.Origins;
import io.certyn.protocol.step.Action.ClickKind;
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
    private static final int PICTURE_ATTEMPTS = 3;
    private static final Page.WaitForConditionOptions NO_LIMIT =
            new Page.WaitForConditionOptions().setTimeout(0);

    private final BrowserContext context;
    private final Page page;
    private final PageEvents events;
    private final SliceLog slices;
    private Optional<String> traceparent = Optional.empty();

    private PlaywrightTab(BrowserContext context, Page page, PageEvents events, SliceLog slices) {
        this.context = context;
        this.page = page;
        this.events = events;
        this.slices = slices;
    }

    static PlaywrightTab of(Page page, Origins origins) {
        var context = page.context();
        return new PlaywrightTab(
                context, page, PageEvents.of(context, page, origins), SliceLog.of(page));
    }

    @Override
    public Observation observe(String name) {
        return call(
                () -> {
                    var source =
                            page.ariaSnapshot(
                                    new AriaSnapshotOptions()
                                            .setMode(AriaSnapshotMode.AI)
                                            .setTimeout(SNAPSHOT_MS));
                    int testIds =
                            TEST_ID.matcher(name).matches() ? visibleByTestId(name).count() : 0;
                    return new Observation(
                            page.url(), page.title(), source, Snapshot.parse(source), testIds);
                },
                new Observation(page.url(), "", "", Snapshot.parse(""), 0));
    }

    private Locator visibleByTestId(String id) {
        return page.getByTestId(id).filter(new Locator.FilterOptions().setVisible(true));
    }

    @Override
    public Acted perform(Command command, Duration most) {
        events.refuseIfCrashed();
        try {
            return perform(command, (double) Math.max(1, most.toMillis()));
        } catch (TimeoutError e) {
            return command instanceof Command.Open
                    ? new Acted.NotOpened("no answer within " + most.toSeconds() + " s")
                    : new Acted.Refused(Failures.inShort(e));
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
            if (command instanceof Command.Open) {
                return new Acted.NotOpened(Failures.inShort(e));
            }
            return Failures.isStale(e)
                    ? new Acted.Gone(Failures.inShort(e))
                    : new Acted.Refused(Failures.inShort(e));
        }
    }

    private Acted perform(Command command, double ms) {
        switch (command) {
            case Command.Open(var url) ->
                    page.navigate(
                            url,
                            new NavigateOptions()
                                    .setWaitUntil(WaitUntilState.DOMCONTENTLOADED)
                                    .setTimeout(ms));
            case Command.Click(var handle, var kind) -> click(locator(handle), kind, ms);
            case Command.Fill(var handle, var value) ->
                    locator(handle).fill(value, new Locator.FillOptions().setTimeout(ms));
            case Command.Select(var handle, var option) ->
                    locator(handle)
                            .selectOption(
                                    new SelectOption().setLabel(option),
                                    new Locator.SelectOptionOptions().setTimeout(ms));
            case Command.SetChecked(var handle, var checked) ->
                    locator(handle)
                            .setChecked(checked, new Locator.SetCheckedOptions().setTimeout(ms));
            case Command.Press(var handle, var key) -> press(handle, key, ms);
            case Command.Hover(var handle) ->
                    locator(handle).hover(new Locator.HoverOptions().setTimeout(ms));
            case Command.ArmDialog(var accept) -> events.armDialog(accept);
        }
        return new Acted.Done();
    }

    private static void click(Locator element, ClickKind kind, double ms) {
        switch (kind) {
            case SINGLE -> element.click(new Locator.ClickOptions().setTimeout(ms));
            case DOUBLE -> element.dblclick(new Locator.DblclickOptions().setTimeout(ms));
            case RIGHT ->
                    element.click(
                            new Locator.ClickOptions().setButton(MouseButton.RIGHT).setTimeout(ms));
        }
    }

    private void press(Optional<Handle> handle, String key, double ms) {
        if (handle.isPresent()) {
            locator(handle.get()).press(key, new Locator.PressOptions().setTimeout(ms));
        } else {
            page.keyboard().press(key);
        }
    }

    private Locator locator(Handle handle) {
        return switch (handle) {
            case Handle.Ref(var ref) -> page.locator("aria-ref=" + ref);
            case Handle.TextIn(var ref, var text) ->
                    page.locator("aria-ref=" + ref)
                            .getByText(text, new Locator.GetByTextOptions().setExact(true));
            case Handle.TestId(var id, var index) -> visibleByTestId(id).nth(index);
            case Handle.Words _ ->
                    throw new PlaywrightException("a section has no element to act on");
        };
    }

    @Override
    public Optional<Facts> read(Handle handle) {
        if (handle instanceof Handle.Words(var text)) {
            return Optional.of(new Facts(text, Optional.empty(), true, false, false));
        }
        return call(() -> Optional.of(ElementFacts.read(locator(handle))), Optional.empty());
    }

    @Override
    public String url() {
        return page.url();
    }

    @Override
    public String title() {
        return call(page::title, "");
    }

    /**
     * Chromium refuses a picture now and then while it changes pages, and gives it when asked
     * again; a page that does not answer is not asked again.
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
            taken = call(() -> Optional.of(page.screenshot(options)), Optional.empty());
        }
        return taken;
    }

    /** Without asking the browser for anything, which would stand in the trace as an action. */
    @Override
    public void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        call(
                () -> {
                    page.waitForCondition(() -> System.nanoTime() - end >= 0, NO_LIMIT);
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
        try {
            return question.get();
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
            return otherwise;
        }
    }
}
