package io.certyn.cli.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in real Chromium, over a stack with real runs. */
@ExtendWith(SharedStack.class)
class ConsoleIT {

    private static final double PATIENCE = 30_000;

    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;

    @BeforeAll
    static void open() {
        var node = Cli.root().resolve("services/agent/target/node/node").toString();
        var driver =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(
                                        Map.of(
                                                "PLAYWRIGHT_NODEJS_PATH", node,
                                                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1",
                                                "PLAYWRIGHT_SKIP_BROWSER_GC", "1")));
        playwright = driver;
        browser =
                driver.chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium())
                                        .setArgs(List.of("--disable-quic")));
    }

    private static Path chromium() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .orElse(Path.of("/usr/lib/chromium/chromium"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void theOwnerSignsInReadsARunAndWatchesASession(Stack stack) throws Exception {
        var run = stack.finished(create(stack, "BENCH-008").path("id").asText());
        var context = Optional.ofNullable(browser).orElseThrow().newContext();
        var page = context.newPage();
        var errors = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("401")) {
                errors.add(message.text());
            }
        });

        becomeOwner(stack, page);
        assertThat(page.getByRole(AriaRole.NOTE))
                .containsText("Sessions run as plain processes here");
        seeTheRunners(page);
        readTheRun(page, run);
        watch(stack, page);
        var waiting = seeWhyARunWaits(stack, page);

        assertThat(errors).isEmpty();
        context.close();
        stack.post("/api/v1/runs/" + waiting + "/cancellation", Map.of("reason", "seen"));
        stack.finished(waiting);
    }

    private static JsonNode create(Stack stack, String key) throws Exception {
        return stack.run(Map.of("cases", List.of(key), "environment", "local"));
    }

    private static void becomeOwner(Stack stack, Page page) throws Exception {
        var link = stack.post("/api/v1/owner-links", Map.of()).path("path").asText();
        page.navigate(console(stack).resolve(link).toString());
        page.getByLabel("Name").fill("olivia");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .or(page.locator("input[name=password]"))
                .first()
                .fill("a sentence is fine");
        page.locator("input[name=again]").fill("a sentence is fine");
        page.locator("button[type=submit]").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Runs")))
                .isVisible(patiently());
    }

    private static void seeTheRunners(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Runners")).click();
        var row =
                page.getByRole(AriaRole.ROW)
                        .filter(new Locator.FilterOptions().setHasText("Online"));
        assertThat(row.first()).containsText("process");
        assertThat(row.first()).containsText(Pattern.compile("\\d+ of \\d+"));
        page.goBack();
    }

    private static void readTheRun(Page page, JsonNode run) {
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("#" + run.path("number").asLong()))
                .first()
                .click();
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Cases"))
                .getByText("The bench puts")
                .first()
                .click();
        var item = page.getByRole(AriaRole.LISTITEM);
        for (var line : List.of("Go to \"/", "Expect ")) {
            assertThat(item.filter(new Locator.FilterOptions().setHasText(line)).first())
                    .isVisible(patiently());
        }
        var picture = page.locator("img[src*='/api/v1/artifacts/']").first();
        assertThat(picture).isVisible(patiently());
        page.waitForCondition(
                () -> Boolean.TRUE.equals(picture.evaluate("image => image.naturalWidth > 0")));
    }

    private static void watch(Stack stack, Page page) throws Exception {
        stack.post(
                "/api/v1/projects/demo-shop/cases:import",
                List.of(Map.of("path", "fixtures/slow.md", "text", slowCase())));
        var created = create(stack, "E2E-WATCH");
        var running =
                stack.when(
                        created.path("id").asText(),
                        view ->
                                view.path("cases")
                                        .get(0)
                                        .path("lifecycle")
                                        .asText()
                                        .equals("running"));
        var session = running.path("cases").get(0).path("session").asText();

        page.navigate(console(stack).resolve("/sessions/" + session + "/live").toString());
        var canvas = page.locator("canvas");
        assertThat(canvas).isVisible(patiently());
        page.waitForCondition(
                () ->
                        Boolean.TRUE.equals(
                                canvas.evaluate(
                                        "canvas => canvas.getContext('2d')"
                                                + ".getImageData(0, 0, canvas.width, canvas.height)"
                                                + ".data.some(value => value > 0)")),
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
        stack.finished(created.path("id").asText());
    }

    private static String seeWhyARunWaits(Stack stack, Page page) throws Exception {
        stack.unmannedEnvironment("unmanned");
        var run =
                stack.run(Map.of("cases", List.of("BENCH-006"), "environment", "unmanned"))
                        .path("id")
                        .asText();

        page.navigate(console(stack).resolve("/p/demo-shop/runs/" + run).toString());

        assertThat(page.getByText("Waiting: Pool unmanned has no runner; register one."))
                .isVisible(patiently());
        return run;
    }

    private static String slowCase() {
        return """
        ---
        key: E2E-WATCH
        title: A page to look at for a while
        tags: [e2e]
        ---

        ## Steps
        - Go to "/"
        - Wait for 10 s

        ## Expected
        - Expect title contains "Leaf"
        """;
    }

    private static URI console(Stack stack) {
        return URI.create(stack.started().path("console").asText());
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
    }
}
