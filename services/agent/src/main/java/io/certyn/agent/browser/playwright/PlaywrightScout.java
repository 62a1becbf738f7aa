package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitUntilState;
import io.certyn.agent.browser.Scout;
import io.certyn.agent.explore.Arrival;
import io.certyn.agent.explore.Happening;
import io.certyn.agent.explore.Sight;
import io.certyn.agent.explore.Violation;
import io.certyn.agent.guard.Origins;
import io.certyn.protocol.ProtocolJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One Playwright page that looks around. */
final class PlaywrightScout extends ForwardingTab implements Scout {

    private static final String SIGHT = script("sight.js");
    private static final String AXE = script("axe.min.js");

    /** What the law asks for, and one heading of the first level. */
    private static final String RUN_AXE =
            """
            async () => {
              const options = {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                rules: { 'page-has-heading-one': { enabled: true } },
                resultTypes: ['violations'],
                iframes: false,
              };
              const { violations } = await axe.run(document, options);
              return violations.flatMap((rule) =>
                rule.nodes.slice(0, 20).map((node) => ({
                  rule: rule.id,
                  impact: node.impact ?? rule.impact ?? 'minor',
                  help: rule.help,
                  element: node.target.flat().join(' '),
                })),
              );
            }
            """;

    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** Beyond this an answer is slow; a little under the time that it is waited for. */
    private static final Duration SLOW = Duration.ofMillis(4_500);

    private static final int MOST_REDIRECTS = 5;

    private final Page page;
    private final Origins origins;
    private final ScoutEvents events;

    private PlaywrightScout(Page page, Origins origins, Path downloads, ScoutEvents events) {
        super(PlaywrightTab.of(page, origins, downloads));
        this.page = page;
        this.origins = origins;
        this.events = events;
    }

    static PlaywrightScout of(Page page, Origins origins, Path downloads, boolean readOnly) {
        return new PlaywrightScout(page, origins, downloads, ScoutEvents.of(page, readOnly));
    }

    private static String script(String name) {
        try (var in = PlaywrightScout.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Arrival open(String url, Duration most) {
        events.forget();
        long start = System.nanoTime();
        try {
            var response =
                    page.navigate(
                            url,
                            new Page.NavigateOptions()
                                    .setWaitUntil(WaitUntilState.DOMCONTENTLOADED)
                                    .setTimeout((double) most.toMillis()));
            // Nothing is asked for where only the place on the page differs.
            int status = response == null ? 200 : response.status();
            var headers = response == null ? Map.<String, String>of() : response.headers();
            var arrival = arrived(page.url(), status, headers, start);
            settle();
            return arrival;
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
            return new Arrival(url, 0, since(start), Optional.of(Failures.inShort(e)));
        }
    }

    private static Arrival arrived(
            String url, int status, Map<String, String> headers, long start) {
        var problem = ScoutEvents.fromEgress(headers);
        return new Arrival(url, problem.isPresent() ? 0 : status, since(start), problem);
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public void settle() {
        long end = System.nanoTime() + SETTLED.toNanos();
        try {
            page.waitForCondition(
                    () -> events.isQuiet(QUIET) || System.nanoTime() - end >= 0,
                    new Page.WaitForConditionOptions().setTimeout(0));
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
        }
        events.noteWaiting(SLOW);
    }

    @Override
    public Sight sight() {
        return ask(
                () -> ProtocolJson.MAPPER.convertValue(page.evaluate(SIGHT), Sight.class),
                Sight.nothing(page.url()));
    }

    /** The checker goes in as an expression, since the page may forbid scripts that are added. */
    @Override
    public List<Violation> violations() {
        return ask(
                () -> {
                    page.evaluate("() => {" + AXE + "}");
                    var found =
                            ProtocolJson.MAPPER.convertValue(
                                    page.evaluate(RUN_AXE), Violation[].class);
                    return Arrays.asList(found);
                },
                List.of());
    }

    private static <T> T ask(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
            return otherwise;
        }
    }

    @Override
    public Arrival ask(String url, Duration most) {
        long start = System.nanoTime();
        var at = url;
        try {
            for (int i = 0; i <= MOST_REDIRECTS; i++) {
                var answer = fetch(at, "HEAD", most);
                if (answer.status() == 405 || answer.status() == 501) {
                    answer = fetch(at, "GET", most);
                }
                var target = redirect(at, answer);
                if (target.isEmpty() || !origins.allow(target.get())) {
                    return arrived(at, answer.status(), answer.headers(), start);
                }
                at = target.get();
            }
            return new Arrival(at, 0, since(start), Optional.of("too many redirects"));
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
            return new Arrival(at, 0, since(start), Optional.of(Failures.inShort(e)));
        }
    }

    private APIResponse fetch(String url, String method, Duration most) {
        var answer =
                page.context()
                        .request()
                        .fetch(
                                url,
                                RequestOptions.create()
                                        .setMethod(method)
                                        .setMaxRedirects(0)
                                        .setTimeout((double) most.toMillis()));
        answer.dispose();
        return answer;
    }

    private static Optional<String> redirect(String from, APIResponse answer) {
        boolean redirects = answer.status() >= 300 && answer.status() < 400;
        var location = answer.headers().get("location");
        if (!redirects || location == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(from).resolve(location).toString());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<Happening> happenings() {
        return events.drain();
    }

    @Override
    public void close() {
        try {
            page.context().close();
        } catch (PlaywrightException e) {
            Failures.rethrowIfGone(e);
        }
    }

    /** It has none: the pictures of its pages say where it was. */
    @Override
    public void close(Path trace) {
        close();
    }
}
