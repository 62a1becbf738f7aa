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
    private Optional<Answer> armed = Optional.empty();
    private Page page;

    private PageEvents(BrowserContext context, Page page, Origins origins) {
        this.context = context;
        this.page = page;
        this.origins = origins;
    }

    /** How a dialog is answered. */
    private record Answer(boolean accept, Optional<String> text) {}

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
            page = open.getLast();
        }
        return page;
    }

    void goOnIn(Page other) {
        page = other;
    }

    void armDialog(boolean accept, Optional<String> text) {
        armed = Optional.of(new Answer(accept, text));
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
        try {
            boolean leaving = dialog.type().equals("beforeunload");
            var answer = armed.orElse(new Answer(leaving, Optional.empty()));
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
        if (armed.isEmpty()) {
            add(new Incident.DialogDismissed(dialog.type()));
        }
        armed = Optional.empty();
    }

    private void asked(Request request) {
        if (isDocument(request) && !origins.allow(request.url())) {
            add(new Incident.Denied(request.url()));
        }
    }

    private void failed(Request request) {
        if (!isMainDocument(request)) {
            return;
        }
        var why = String.valueOf(request.failure());
        if (why.contains("ERR_TUNNEL_CONNECTION_FAILED") && !origins.allow(request.url())) {
            add(new Incident.Denied(request.url()));
        } else if (!why.contains("ERR_ABORTED")) {
            add(new Incident.Unreachable(request.url(), why));
        }
    }

    private void answered(Response response) {
        if (!isMainDocument(response.request())) {
            return;
        }
        // The egress proxy's own answers are not the product's; upstream cannot send this header.
        var egress = response.headers().get("x-certyn-egress");
        if (egress != null) {
            add(
                    egress.equals("denied")
                            ? new Incident.Denied(response.url())
                            : new Incident.Unreachable(response.url(), "egress: " + egress));
        } else if (response.status() >= FIRST_SERVER_ERROR) {
            add(new Incident.ServerError(response.status(), response.url()));
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
