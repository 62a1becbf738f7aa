package io.certyn.agent;

import io.certyn.agent.browser.Browser;
import io.certyn.agent.browser.BrowserGone;
import io.certyn.agent.browser.playwright.PlaywrightBrowser;
import io.certyn.agent.budget.Deadline;
import io.certyn.agent.budget.Stop;
import io.certyn.agent.budget.Ticker;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.live.Streamer;
import io.certyn.agent.report.RunnerLink;
import io.certyn.agent.session.SessionExpired;
import io.certyn.agent.session.SessionRun;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.security.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** One agent from start to end: browser first, then the link, then one assignment, then nothing. */
public final class Agent {

    private static final System.Logger LOG = System.getLogger(Agent.class.getName());
    private static final int LINK_PROTOCOL = 1;
    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);

    private final Settings settings;
    private final Redactor redactor;

    public Agent(Settings settings) {
        this.settings = settings;
        this.redactor = settings.redactor();
    }

    /** How an agent ended, with the exit status that says so. */
    public enum End {
        DONE(0),
        /** The runner did not confirm that it has everything. */
        NOT_ACKNOWLEDGED(2),
        /** The deadline passed: nothing more was done and nothing reported. */
        EXPIRED(3),
        LINK_LOST(4),
        NO_BROWSER(5);

        private final int status;

        End(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public End run() {
        try {
            // Not closed: it is used once and ends with this process.
            var browser = PlaywrightBrowser.start(settings.browser());
            try (var link = RunnerLink.connect(settings.link(), redactor)) {
                return run(browser, link);
            }
        } catch (BrowserGone e) {
            LOG.log(System.Logger.Level.ERROR, "browser did not start", e);
            return End.NO_BROWSER;
        } catch (SessionExpired e) {
            LOG.log(System.Logger.Level.WARNING, "session expired reason={0}", e.getMessage());
            return End.EXPIRED;
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "link lost", e);
            return End.LINK_LOST;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return End.EXPIRED;
        }
    }

    private End run(PlaywrightBrowser browser, RunnerLink link)
            throws IOException, InterruptedException {
        var stop = new Stop();
        try (var streamer = new Streamer(settings.browser().directory(), link::picture)) {
            streamer.start();
            var inbox = new Inbox(link, stop, streamer);
            inbox.start();
            browser.prepare(Browser.Setting.USUAL);
            Rehearsal.hold();
            link.hello(
                    new LinkMessages.Hello(
                            LINK_PROTOCOL,
                            version(),
                            browser.version(),
                            ProcessHandle.current().pid()));
            var assigned = assigned(inbox);
            var deadline = new Deadline(Ticker.SYSTEM, Duration.ofMillis(assigned.deadlineMs()));
            inbox.watch(deadline);
            try (var _ = Heart.start(settings.browser().chromium(), link, deadline, stop)) {
                return run(browser, link, inbox, assigned, deadline, stop);
            }
        }
    }

    private End run(
            PlaywrightBrowser browser,
            RunnerLink link,
            Inbox inbox,
            LinkMessages.Assigned assigned,
            Deadline deadline,
            Stop stop)
            throws InterruptedException {
        var assignment = assigned.assignment();
        LOG.log(
                System.Logger.Level.INFO,
                "session started sessionId={0} epoch={1}",
                assignment.session(),
                assigned.epoch());
        var clock = Clock.systemUTC();
        var evidence =
                new Evidence(
                        link,
                        new TraceChain(assignment.run(), assignment.session(), redactor::redact),
                        clock,
                        redactor);
        var surroundings =
                new SessionRun.Surroundings(Ticker.SYSTEM, clock, settings.browser().directory());
        var results =
                new SessionRun(assignment, deadline, stop, evidence, surroundings)
                        .run(browser, version());
        long seq = link.result(new LinkMessages.Result(results));
        boolean stored = inbox.awaitAcknowledged(seq, ACKNOWLEDGED);
        LOG.log(System.Logger.Level.INFO, "session finished acknowledged={0}", stored);
        return stored ? End.DONE : End.NOT_ACKNOWLEDGED;
    }

    private static LinkMessages.Assigned assigned(Inbox inbox) throws IOException {
        try {
            return inbox.assignment().join();
        } catch (CompletionException | CancellationException e) {
            throw new IOException("no assignment came", e);
        }
    }

    private static String version() {
        return Optional.ofNullable(Agent.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
