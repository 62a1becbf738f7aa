package io.certyn.demoshop.extra;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;
import java.time.Duration;

/** Answers that take their time: a slow page, and a report that waits for it in the background. */
public final class Slow {

    private static final int DEFAULT_SECONDS = 2;
    private static final int MOST_SECONDS = 20;
    private static final Duration HANGING = Duration.ofMinutes(2);

    private final Layout layout;
    private final Defects defects;
    private final Pause pause;

    /** Waits; a test need not. */
    @FunctionalInterface
    public interface Pause {

        void take(Duration time) throws InterruptedException;
    }

    public Slow(Layout layout, Defects defects, Pause pause) {
        this.layout = layout;
        this.defects = defects;
        this.pause = pause;
    }

    public void addTo(Routes routes) {
        routes.get("/report", this::report).free("/slow", this::slow);
    }

    private Response slow(Request request, Visit visit) throws Refused {
        int seconds = request.query().number("seconds", DEFAULT_SECONDS);
        if (seconds < 0 || seconds > MOST_SECONDS) {
            throw new Refused(400, "The page can take from 0 to 20 seconds.");
        }
        boolean hangs = defects.has(Defect.SLOW_HANGS);
        try {
            pause.take(hangs ? HANGING : Duration.ofSeconds(seconds));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refused(503, "The shop is closing.");
        }
        // No header with cart and name: those belong to the visit, which this page does not hold.
        return layout.framed(
                "Slow page",
                Html.of(
                        """
                        <main class="wide"><h1>Slow page</h1>
                        <p>This page took {} s.</p>
                        <p><a href="/">Back to the shop</a></p></main>
                        """,
                        seconds));
    }

    private Response report(Request request, Visit visit) {
        return layout.page(
                visit,
                "Tea report",
                Html.of(
                        """
                        <h1>Tea report</h1>
                        <p class="lead">What was poured this week. Counting takes a moment.</p>
                        <p><button type="button" data-fetches="/slow?seconds=1" data-into="report">\
                        Prepare the report</button></p>
                        <p id="report" role="status" aria-label="Progress">Not started.</p>
                        """));
    }
}
