package io.certyn.demoshop.extra;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;
import java.util.Locale;

/** The stores, with a delivery estimate in a frame. */
public final class Stores {

    private final Layout layout;
    private final Defects defects;

    public Stores(Layout layout, Defects defects) {
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/stores", this::page).get("/widgets/delivery", this::frame);
    }

    private Response page(Request request, Visit visit) {
        return layout.page(
                visit,
                "Stores",
                Html.of(
                        """
                        <h1>Stores</h1>
                        <div class="columns">
                        <ul class="stores">
                        <li><h2>Berlin</h2><p>Teestrasse 4, open Monday to Saturday, 10 to 19.</p></li>
                        <li><h2>Hamburg</h2><p>Hafenallee 21, open Tuesday to Saturday, 11 to 18.</p></li>
                        <li><h2>Vienna</h2><p>Kannengasse 7, open every day, 9 to 18.</p></li>
                        </ul>
                        <iframe src="/widgets/delivery" title="Delivery estimate" width="360" height="260"></iframe>
                        </div>
                        """));
    }

    private Response frame(Request request, Visit visit) {
        if (defects.has(Defect.FRAME_BLANK)) {
            return layout.framed("Delivery estimate", Html.NONE);
        }
        var city = request.query().text("city");
        var estimate =
                Html.of("<p role=\"status\">{} to {}.</p>", days(city), city).when(!city.isEmpty());
        return layout.framed(
                "Delivery estimate",
                Html.of(
                        """
                        <main class="widget">
                        <h1>When will it arrive?</h1>
                        <form class="stack" action="/widgets/delivery">
                        <div class="field"><label for="to">Deliver to</label>
                        <input id="to" name="city" value="{}" maxlength="60"></div>
                        <button>Estimate</button></form>
                        {}
                        </main>
                        """,
                        city,
                        estimate));
    }

    private static String days(String city) {
        return switch (city.toLowerCase(Locale.ROOT)) {
            case "berlin", "hamburg" -> "1 working day";
            case "vienna" -> "2 working days";
            default -> "3 to 5 working days";
        };
    }
}
