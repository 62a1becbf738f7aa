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
import java.util.Map;

/** Pages without a feature: about, shipping costs, errors on request, health. */
public final class PlainPages {

    private static final Map<String, Refused> ERRORS =
            Map.of(
                    "400", new Refused(400, "The request was not understood."),
                    "403", new Refused(403, "You may not see this page."),
                    "404", new Refused(404, "There is nothing at this address."),
                    "500", new Refused(500, "Something went wrong on our side."),
                    "503", new Refused(503, "The shop is closed for a moment."));

    private final Layout layout;
    private final Defects defects;

    public PlainPages(Layout layout, Defects defects) {
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/about", this::about)
                .get("/shipping", this::shipping)
                .get("/status/{code}", this::status)
                .free("/healthz", (_, _) -> Response.of(200, "text/plain", "ok\n"));
    }

    private Response about(Request request, Visit visit) {
        var main =
                Html.of(
                        """
                        <h1>About us</h1>
                        <p class="lead">Two people, one kettle, since 2009.</p>
                        <p>We taste everything we sell. What we would not pour for a friend, \
                        we do not put on the shelf.</p>
                        """);
        return defects.has(Defect.DEAD_END)
                ? layout.bare(visit, "About", main)
                : layout.page(visit, "About", main);
    }

    private Response shipping(Request request, Visit visit) {
        return layout.page(
                visit,
                "Shipping costs",
                Html.of(
                        """
                        <h1>Shipping costs</h1>
                        <table><thead><tr><th scope="col">Order</th><th scope="col">Shipping</th></tr></thead>
                        <tbody><tr><th scope="row">Below €50.00</th><td>€4.90</td></tr>
                        <tr><th scope="row">From €50.00</th><td>Free</td></tr></tbody></table>
                        """));
    }

    private Response status(Request request, Visit visit) throws Refused {
        var wanted = ERRORS.get(request.part("code"));
        throw wanted == null ? new Refused(404, "There is no such status page.") : wanted;
    }

    /** What a visitor sees instead of the page he wanted. */
    public Response error(int status, String sentence, Visit visit) {
        var main =
                Html.of(
                        """
                        <h1>{}</h1>
                        <p class="lead">{}</p>
                        <p><a class="button" href="/">Back to the shop</a></p>
                        """,
                        heading(status),
                        sentence);
        return layout.page(status, visit, heading(status), main);
    }

    private static String heading(int status) {
        return switch (status) {
            case 403 -> "Not allowed";
            case 404 -> "Page not found";
            case 500, 503 -> "Our kettle boiled over";
            default -> "That did not work";
        };
    }
}
