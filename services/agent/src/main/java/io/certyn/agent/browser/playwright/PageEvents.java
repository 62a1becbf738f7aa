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
import java.util.List;
import java.util.Optional;

/**
 * Collects what the page does by itself. Called on the session's thread, inside Playwright calls.
 */
final class PageEvents {

    private static final int MAX_INCIDENTS = 1_000;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Page page;
    private final Origins origins;
    private final List<Incident> incidents = new ArrayList<>();
    private Optional<Boolean> armed = Optional.empty();
    private boolean crashed;

    private PageEvents(Page page, Origins origins) {
        this.page = page;
        this.origins = origins;
    }

    static PageEvents of(BrowserContext context, Page page, Origins origins) {
        var events = new PageEvents(page, origins);
        page.onCrash(_ -> events.crashed = true);
        page.onDialog(events::answer);
        page.onRequest(events::asked);
        page.onRequestFailed(events::failed);
        page.onResponse(events::answered);
        context.onPage(_ -> events.add(new Incident.WindowOpened()));
        return events;
    }

    void armDialog(boolean accept) {
        armed = Optional.of(accept);
    }

    void refuseIfCrashed() {
        if (crashed) {
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
            if (armed.orElse(dialog.type().equals("beforeunload"))) {
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
        if (isMainDocument(request) && !origins.allow(request.url())) {
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

    private boolean isMainDocument(Request request) {
        try {
            return request.isNavigationRequest() && request.frame().equals(page.mainFrame());
        } catch (PlaywrightException _) {
            // A frame that is already gone was not the page.
            return false;
        }
    }

    private void add(Incident incident) {
        if (incidents.size() < MAX_INCIDENTS) {
            incidents.add(incident);
        }
    }
}
