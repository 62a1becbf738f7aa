package io.certyn.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.WaitUntilState;
import io.certyn.protocol.step.Action;
import io.certyn.protocol.step.CaseFile;
import io.certyn.protocol.step.Expectation;
import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.Role;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.StepParser;
import io.certyn.protocol.step.Target;
import io.certyn.protocol.step.Text;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The peer: the same steps as a programmer would write them with Playwright Java, in a fresh
 * browser per case, with a screenshot after each step and a trace. Knows as much of the grammar as
 * the bench cases use.
 */
final class DirectPlaywright implements AutoCloseable {

    private static final int PICTURE_ATTEMPTS = 3;

    private final Playwright playwright;
    private final Path chromium;
    private final URI base;
    private final Text.Known known;

    private DirectPlaywright(
            Playwright playwright, Path chromium, URI base, Map<String, String> variables) {
        this.playwright = playwright;
        this.chromium = chromium;
        this.base = base;
        this.known = new Text.Known(variables, ZonedDateTime.now(ZoneOffset.UTC), Locale.ROOT);
    }

    /** Starts Playwright's driver, the agent's very Node and the very Chromium. */
    static DirectPlaywright create(Path root, URI base, Map<String, String> variables) {
        var node = root.resolve("services/agent/target/node/node").toString();
        var options =
                new Playwright.CreateOptions()
                        .setEnv(
                                Map.of(
                                        "PLAYWRIGHT_NODEJS_PATH", node,
                                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1",
                                        "PLAYWRIGHT_SKIP_BROWSER_GC", "1"));
        var chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        return new DirectPlaywright(Playwright.create(options), chromium, base, variables);
    }

    /** Only to open browsers. */
    static DirectPlaywright create(Path root) {
        return create(root, URI.create("about:blank"), Map.of());
    }

    void run(CaseFile testCase, Path trace) {
        try (var browser = launch();
                var context = context(browser)) {
            context.tracing()
                    .start(new Tracing.StartOptions().setScreenshots(true).setSnapshots(true));
            var page = context.newPage();
            for (var line :
                    Stream.concat(testCase.steps().stream(), testCase.expected().stream())
                            .toList()) {
                step(page, line);
                picture(page);
            }
            context.tracing().stop(new Tracing.StopOptions().setPath(trace));
        }
    }

    /** How long it takes until a fresh browser could do its first step. */
    Duration openFreshBrowser() {
        long from = System.nanoTime();
        try (var browser = launch();
                var context = context(browser)) {
            context.newPage();
            return Duration.ofNanos(System.nanoTime() - from);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }

    private Browser launch() {
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(
                                        List.of(
                                                "--disable-quic",
                                                "--disable-background-networking")));
    }

    private static BrowserContext context(Browser browser) {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 720));
    }

    /**
     * Chromium refuses a picture now and then while it changes pages; the agent asks again, too.
     */
    private static void picture(Page page) {
        var options = new Page.ScreenshotOptions().setType(ScreenshotType.JPEG).setQuality(60);
        for (int refused = 0; ; refused++) {
            try {
                page.screenshot(options);
                return;
            } catch (PlaywrightException e) {
                if (refused == PICTURE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void step(Page page, String line) {
        if (!(StepParser.parse(line) instanceof ParseResult.Parsed parsed)) {
            throw new IllegalArgumentException("not a step: " + line);
        }
        switch (parsed.step()) {
            case Step.Do todo -> act(page, todo.action(), line);
            case Step.Expect expect -> check(page, expect.expectation(), line);
            case Step.Run run -> throw new IllegalArgumentException("not put in: " + run.name());
        }
    }

    private void act(Page page, Action action, String line) {
        switch (action) {
            case Action.GoTo go ->
                    page.navigate(
                            base.resolve(text(go.address())).toString(),
                            new Page.NavigateOptions()
                                    .setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
            case Action.Click click -> locate(page, click.target()).click();
            case Action.Fill fill -> field(page, fill.target()).fill(text(fill.value()));
            case Action.Press press ->
                    press.target()
                            .ifPresentOrElse(
                                    target -> field(page, target).press(press.key()),
                                    () -> page.keyboard().press(press.key()));
            case Action.AnswerDialog answer ->
                    page.onceDialog(dialog -> {
                        if (answer.accept()) {
                            dialog.accept();
                        } else {
                            dialog.dismiss();
                        }
                    });
            default -> throw new IllegalArgumentException("no bench case should say: " + line);
        }
    }

    private void check(Page page, Expectation expectation, String line) {
        switch (expectation) {
            case Expectation.HasState state -> locate(page, state.target()).waitFor();
            case Expectation.HasText has -> {
                var found = locate(page, has.target());
                found.waitFor();
                require(found.innerText().contains(text(has.text())), line);
            }
            case Expectation.Contains contains -> {
                var found = locate(page, contains.target());
                found.waitFor();
                require(found.innerText().contains(text(contains.text())), line);
            }
            case Expectation.Url url ->
                    page.waitForURL(address -> address.contains(text(url.value())));
            case Expectation.Title title ->
                    require(page.title().contains(text(title.value())), line);
            default -> throw new IllegalArgumentException("no bench case should say: " + line);
        }
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw new IllegalStateException("does not hold: " + line);
        }
    }

    private Locator field(Page page, Target target) {
        return page.getByLabel(text(target.name())).first();
    }

    private Locator locate(Page page, Target target) {
        var name = text(target.name());
        return target.role()
                .flatMap(DirectPlaywright::aria)
                .map(role -> page.getByRole(role, new Page.GetByRoleOptions().setName(name)))
                .orElseGet(() -> page.getByText(name).or(page.getByLabel(name)))
                .first();
    }

    private static Optional<AriaRole> aria(Role role) {
        try {
            return Optional.of(AriaRole.valueOf(role.name()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String text(Text text) {
        return switch (text.resolve(known)) {
            case Text.Resolved.Value value -> value.text();
            case Text.Resolved.Missing missing ->
                    throw new IllegalArgumentException("no variable " + missing.name());
        };
    }
}
