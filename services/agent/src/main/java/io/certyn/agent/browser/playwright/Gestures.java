package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitUntilState;
import io.certyn.agent.browser.Command;
import io.certyn.agent.find.Handle;
import io.certyn.protocol.step.Action.ClickKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does with Playwright what a command says; fails as Playwright does. */
final class Gestures {

    /** Moves of the mouse on the way, for pages that follow it rather than the drop. */
    private static final int DRAG_STEPS = 8;

    private final PageEvents events;

    Gestures(PageEvents events) {
        this.events = events;
    }

    private Page page() {
        return events.page();
    }

    /**
     * @param ms how long it may take
     */
    void make(Command command, double ms) {
        switch (command) {
            case Command.Open(var url) ->
                    page().navigate(
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
            case Command.Upload(var handle, var file) -> upload(locator(handle), file, ms);
            case Command.Drag(var what, var onto) ->
                    locator(what)
                            .dragTo(
                                    locator(onto),
                                    new Locator.DragToOptions()
                                            .setSteps(DRAG_STEPS)
                                            .setTimeout(ms));
            case Command.ScrollTo(var handle) ->
                    locator(handle)
                            .scrollIntoViewIfNeeded(
                                    new Locator.ScrollIntoViewIfNeededOptions().setTimeout(ms));
            case Command.SwitchTab(var index) -> switchTo(index);
            case Command.ArmDialog(var accept, var text) -> events.armDialog(accept, text);
        }
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

    /** What opens the choice of a file may be the field itself, its label or a button. */
    private void upload(Locator element, Path file, double ms) {
        var clicked = new AtomicBoolean();
        try {
            page().waitForFileChooser(
                            new Page.WaitForFileChooserOptions().setTimeout(ms),
                            () -> {
                                element.click(new Locator.ClickOptions().setTimeout(ms));
                                clicked.set(true);
                            })
                    .setFiles(file);
        } catch (TimeoutError e) {
            throw clicked.get() ? new PlaywrightException("no choice of a file opened", e) : e;
        }
    }

    private void switchTo(int index) {
        var other = events.listed(index).orElseThrow(Gestures::closedMeanwhile);
        try {
            other.bringToFront();
        } catch (PlaywrightException e) {
            throw other.isClosed() ? closedMeanwhile() : e;
        }
        events.goOnIn(other);
    }

    /** In words that {@link Failures} takes for an element that slipped away. */
    private static PlaywrightException closedMeanwhile() {
        return new PlaywrightException("the tab was closed and is detached");
    }

    private void press(Optional<Handle> handle, String key, double ms) {
        if (handle.isPresent()) {
            locator(handle.get()).press(key, new Locator.PressOptions().setTimeout(ms));
        } else {
            page().keyboard().press(key);
        }
    }

    Locator locator(Handle handle) {
        return switch (handle) {
            case Handle.Ref(var ref) -> page().locator("aria-ref=" + ref);
            case Handle.TextIn(var ref, var text) ->
                    page().locator("aria-ref=" + ref)
                            .getByText(text, new Locator.GetByTextOptions().setExact(true));
            case Handle.TestId(var id, var index) -> byTestId(id).nth(index);
            case Handle.Words _ ->
                    throw new PlaywrightException("a section has no element to act on");
        };
    }

    /** Visible elements only. */
    Locator byTestId(String id) {
        return page().getByTestId(id).filter(new Locator.FilterOptions().setVisible(true));
    }
}
