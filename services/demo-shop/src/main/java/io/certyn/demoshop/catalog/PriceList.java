package io.certyn.demoshop.catalog;

import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;

/** All prices, as a page and as a file; both come from the same text. */
public final class PriceList {

    private final Catalog catalog;
    private final Layout layout;
    private final Defects defects;

    public PriceList(Catalog catalog, Layout layout, Defects defects) {
        this.catalog = catalog;
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/price-list", this::page).get("/price-list.csv", this::file);
    }

    private Response file(Request request, Visit visit) {
        return Response.download("price-list.csv", "text/csv", text(visit));
    }

    private Response page(Request request, Visit visit) {
        var text = text(visit);
        var main =
                Html.of(
                        """
                        <h1>Price list</h1>
                        <p class="lead"><output aria-label="Lines">{}</output> products, ready for \
                        your spreadsheet.</p>
                        <p><a class="button" href="/price-list.csv" download>Download the list</a></p>
                        <pre role="region" aria-label="Preview" tabindex="0">{}</pre>
                        """,
                        text.lines().count() - 1,
                        text);
        return layout.page(visit, "Price list", main);
    }

    private String text(Visit visit) {
        return catalog.without(visit.deleted()).priceList(defects);
    }
}
