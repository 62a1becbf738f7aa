package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import io.certyn.agent.browser.BrowserGone;
import io.certyn.agent.browser.Incident;
import io.certyn.agent.guard.Origins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what the page does by itself. Called on the session's thread, inside Playwright calls.
 */
final class PageEvents {

    private static final int MAX_INCIDENTS = 1_000;
    private static final int FIRST_SERVER_ERROR = 500;

    private final BrowserContext context;
    private final Origins origins;
    private final List<Incident> incidents = new ArrayList<>();
    private final Set<Page> crashed = new HashSet<>();

    /**
     * How the navigations of other tabs and of frames ended, oldest first. A new tab is known only
     * after its first answer, so that whose they are is asked later.
     */
    private final List<Ended> elsewhere = new ArrayList<>();

    private Optional<Answer> armed = Optional.empty();
    private boolean actedSinceArmed;
    private List<Page> listed = List.of();
    private Page page;

    private PageEvents(BrowserContext context, Page page, Origins origins) {
        this.context = context;
        this.page = page;
        this.origins = origins;
    }

    /** How a dialog is answered. */
    private record Answer(boolean accept, Optional<String> text) {}

    /**
     * A navigation that is over.
     *
     * @param incident what was wrong with its end, if anything
     */
    private record Ended(Request request, Optional<Incident> incident) {}

    static PageEvents of(BrowserContext context, Page page, Origins origins) {
        var events = new PageEvents(context, page, origins);
        page.onCrash(events.crashed::add);
        context.onDialog(events::answer);
        context.onRequest(events::asked);
        context.onRequestFailed(events::failed);
        context.onResponse(events::answered);
        context.onPage(opened -> {
            opened.onCrash(events.crashed::add);
            events.add(new Incident.WindowOpened());
        });
        return events;
    }

    /** The page the case works with; the newest one left when that has closed itself. */
    Page page() {
        var open = context.pages();
        if (page.isClosed() && !open.isEmpty()) {
            goOnIn(open.getLast());
        }
        return page;
    }

    /** All tabs, in the order they were opened. */
    List<Page> list() {
        listed = context.pages();
        return listed;
    }

    /** The tab at this place of the last list, whatever has closed since; nothing if it has. */
    Optional<Page> listed(int index) {
        return Optional.of(listed.get(index)).filter(tab -> !tab.isClosed());
    }

    /** What its last document came to happens to the case now. */
    void goOnIn(Page other) {
        page = other;
        elsewhere.reversed().stream()
                .filter(ended -> isMainDocument(ended.request()))
                .findFirst()
                .flatMap(Ended::incident)
                .ifPresent(this::add);
        elsewhere.removeIf(ended -> isMainDocument(ended.request()));
    }

    void armDialog(boolean accept, Optional<String> text) {
        armed = Optional.of(new Answer(accept, text));
        actedSinceArmed = false;
    }

    void mark() {
        actedSinceArmed = true;
    }

    boolean isDialogMissing() {
        return armed.isPresent() && actedSinceArmed;
    }

    void refuseIfCrashed() {
        if (crashed.contains(page())) {
            throw new BrowserGone("the page crashed", new IllegalStateException("crash event"));
        }
    }

    List<Incident> drain() {
        var drained = List.copyOf(incidents);
        incidents.clear();
        return drained;
    }

    private void answer(Dialog dialog) {
        boolean leaving = dialog.type().equals("beforeunload");
        var answer = armed.orElse(new Answer(leaving, Optional.empty()));
        armed = Optional.empty();
        add(new Incident.DialogAnswered(answer.accept(), dialog.type(), dialog.message()));
        try {
            if (answer.accept() && answer.text().isPresent()) {
                dialog.accept(answer.text().get());
            } else if (answer.accept()) {
                dialog.accept();
            } else {
                dialog.dismiss();
            }
        } catch (PlaywrightException _) {
            // The page left with its dialog open.
        }
    }

    private void asked(Request request) {
        if (isDocument(request) && !origins.allow(request.url())) {
            add(new Incident.Denied(request.url()));
        }
    }

    private void failed(Request request) {
        var why = String.valueOf(request.failure());
        if (why.contains("ERR_TUNNEL_CONNECTION_FAILED") && !origins.allow(request.url())) {
            ended(request, Optional.of(new Incident.Denied(request.url())));
        } else if (!why.contains("ERR_ABORTED")) {
            ended(request, Optional.of(new Incident.Unreachable(request.url(), why)));
        }
    }

    private void answered(Response response) {
        ended(response.request(), incident(response));
    }

    private static Optional<Incident> incident(Response response) {
        // The egress proxy's own answers are not the product's; upstream cannot send this header.
        var egress = response.headers().get("x-certyn-egress");
        if (egress != null) {
            return Optional.of(
                    egress.equals("denied")
                            ? new Incident.Denied(response.url())
                            : new Incident.Unreachable(response.url(), "egress: " + egress));
        }
        return response.status() >= FIRST_SERVER_ERROR
                ? Optional.of(new Incident.ServerError(response.status(), response.url()))
                : Optional.empty();
    }

    private void ended(Request request, Optional<Incident> incident) {
        if (isMainDocument(request)) {
            incident.ifPresent(this::add);
        } else if (request.isNavigationRequest()) {
            elsewhere.add(new Ended(request, incident));
            if (elsewhere.size() > MAX_INCIDENTS) {
                elsewhere.removeFirst();
            }
        }
    }

    /** Whether it is the document of the page the case works with. */
    private boolean isMainDocument(Request request) {
        return isDocument(request) && request.frame().page().equals(page);
    }

    /** Whether it is the document of any tab, not of a frame in one. */
    private static boolean isDocument(Request request) {
        try {
            return request.isNavigationRequest() && request.frame().parentFrame() == null;
        } catch (PlaywrightException _) {
            // A frame that is already gone was not a page.
            return false;
        }
    }

    private void add(Incident incident) {
        if (incidents.size() < MAX_INCIDENTS) {
            incidents.add(incident);
        }
    }
}
