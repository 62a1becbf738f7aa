package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.Proxy;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.certyn.agent.browser.Browser;
import io.certyn.agent.browser.BrowserGone;
import io.certyn.agent.browser.Graphics;
import io.certyn.agent.browser.Scout;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.guard.Origins;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chromium, driven by Playwright's driver in a Node process of its own. */
public final class PlaywrightBrowser implements Browser {

    private static final List<String> ARGUMENTS =
            List.of(
                    // The live picture has a connection of its own, see the live package.
                    "--remote-debugging-port=0",
                    "--disable-quic",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run");

    /** Without a display Chromium would draw by a program, even beside a graphics processor. */
    private static final List<String> ON_GPU =
            List.of("--ignore-gpu-blocklist", "--use-gl=angle", "--use-angle=gl-egl");

    private static final String RENDERER =
            """
            () => {
                const gl = document.createElement('canvas').getContext('webgl');
                if (!gl) return '';
                const names = gl.getExtension('WEBGL_debug_renderer_info');
                return gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER) ?? '';
            }
            """;

    private final com.microsoft.playwright.Browser browser;
    private final Path downloads;
    private Optional<Prepared> prepared = Optional.empty();
    private Optional<BrowserContext> last = Optional.empty();

    private record Prepared(Setting setting, Page page) {}

    private PlaywrightBrowser(com.microsoft.playwright.Browser browser, Path downloads) {
        this.browser = browser;
        this.downloads = downloads;
    }

    /**
     * Where the browser comes from and what it may use.
     *
     * @param directory private to this browser: profile, downloads, driver and traces lie below it
     * @param home of the agent, by which the runner knows what belongs to it
     * @param gpu whether to draw with a graphics processor where there is one
     * @param proxy {@code http://user:password@host:port}, the only way out when present
     */
    public record Setup(
            Path chromium,
            Path node,
            Path directory,
            Path home,
            boolean sandbox,
            boolean gpu,
            Optional<URI> proxy) {}

    public static PlaywrightBrowser start(Setup setup) {
        var driverEnvironment =
                Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", setup.node().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1",
                        "PLAYWRIGHT_SKIP_BROWSER_GC", "1",
                        // Web fonts that never load must not hold up a screenshot.
                        "PW_TEST_SCREENSHOT_NO_FONTS_READY", "1",
                        "TMPDIR", setup.directory().toString());
        var playwright = driver(driverEnvironment);
        try {
            return new PlaywrightBrowser(
                    playwright.chromium().launch(options(setup)), downloads(setup));
        } catch (PlaywrightException e) {
            playwright.close();
            throw new BrowserGone("chromium did not start", e);
        }
    }

    private static Playwright driver(Map<String, String> environment) {
        try {
            return Playwright.create(new CreateOptions().setEnv(environment));
        } catch (PlaywrightException e) {
            throw new BrowserGone("the driver did not start", e);
        }
    }

    private static LaunchOptions options(Setup setup) {
        var options =
                new LaunchOptions()
                        .setExecutablePath(setup.chromium())
                        .setChromiumSandbox(setup.sandbox())
                        .setHeadless(true)
                        .setArgs(arguments(setup))
                        .setTracesDir(setup.directory().resolve("traces"))
                        .setDownloadsPath(downloads(setup))
                        .setEnv(browserEnvironment(setup));
        setup.proxy().map(PlaywrightBrowser::proxy).ifPresent(options::setProxy);
        return options;
    }

    private static Path downloads(Setup setup) {
        return setup.directory().resolve("downloads");
    }

    private static List<String> arguments(Setup setup) {
        var arguments = new ArrayList<>(ARGUMENTS);
        if (setup.gpu()) {
            arguments.addAll(ON_GPU);
        }
        return arguments;
    }

    /** The browser runs the pages of others: nothing of our own environment reaches it. */
    private static Map<String, String> browserEnvironment(Setup setup) {
        var environment = new HashMap<String, String>();
        environment.put("HOME", setup.home().toString());
        environment.put("TMPDIR", setup.directory().toString());
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        return environment;
    }

    private static Proxy proxy(URI address) {
        var proxy =
                new Proxy(address.getScheme() + "://" + address.getHost() + ":" + address.getPort())
                        // Chromium would reach loopback around the proxy otherwise.
                        .setBypass("<-loopback>");
        var credentials = address.getRawUserInfo();
        if (credentials != null) {
            int colon = credentials.indexOf(':');
            proxy.setUsername(decoded(credentials.substring(0, Math.max(colon, 0))));
            proxy.setPassword(decoded(credentials.substring(colon + 1)));
        }
        return proxy;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String version() {
        return "chromium " + browser.version();
    }

    @Override
    public Graphics graphics() {
        try (var context = browser.newContext()) {
            return new Graphics(String.valueOf(context.newPage().evaluate(RENDERER)));
        } catch (PlaywrightException e) {
            throw new BrowserGone("no page to ask for WebGL", e);
        }
    }

    @Override
    public void prepare(Setting setting) {
        prepared = Optional.of(new Prepared(setting, blank(setting)));
    }

    @Override
    public Tab open(Setting setting, Origins origins) {
        try {
            // Closed late, since most browsers see one case and end with it.
            last.ifPresent(BrowserContext::close);
            var page = page(setting);
            last = Optional.of(page.context());
            // What was recorded while the page waited is nobody's.
            page.context().tracing().startChunk();
            return PlaywrightTab.of(page, origins, downloads);
        } catch (PlaywrightException e) {
            throw new BrowserGone("no new page", e);
        }
    }

    @Override
    public Scout scout(Setting setting, Origins origins, boolean readOnly) {
        try {
            var options =
                    options(setting)
                            .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                            .setAcceptDownloads(false);
            return PlaywrightScout.of(
                    browser.newContext(options).newPage(), origins, downloads, readOnly);
        } catch (PlaywrightException e) {
            throw new BrowserGone("no new page", e);
        }
    }

    /** The page that waits, where it is what is wanted; it serves one case in any event. */
    private Page page(Setting wanted) {
        var waiting = prepared;
        prepared = Optional.empty();
        if (waiting.filter(page -> page.setting().equals(wanted)).isPresent()) {
            return waiting.get().page();
        }
        waiting.ifPresent(other -> other.page().context().close());
        return blank(wanted);
    }

    private Page blank(Setting setting) {
        try {
            BrowserContext context = browser.newContext(options(setting));
            context.tracing()
                    .start(new Tracing.StartOptions().setScreenshots(true).setSnapshots(true));
            return context.newPage();
        } catch (PlaywrightException e) {
            throw new BrowserGone("no new page", e);
        }
    }

    private static NewContextOptions options(Setting setting) {
        var viewport = setting.viewport();
        return new NewContextOptions()
                .setViewportSize(viewport.width(), viewport.height())
                .setLocale(setting.locale())
                .setTimezoneId(setting.timeZone());
    }

    @Override
    public boolean isAlive() {
        return browser.isConnected();
    }
}
