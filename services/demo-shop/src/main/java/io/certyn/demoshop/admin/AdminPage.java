package io.certyn.demoshop.admin;

import io.certyn.demoshop.account.User;
import io.certyn.demoshop.catalog.Catalog;
import io.certyn.demoshop.catalog.Product;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;

/** The list from which an administrator deletes products; other visitors keep theirs. */
public final class AdminPage {

    private final Catalog catalog;
    private final Layout layout;
    private final Defects defects;

    public AdminPage(Catalog catalog, Layout layout, Defects defects) {
        this.catalog = catalog;
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/admin", this::show).post("/admin/products/delete", this::delete);
    }

    private Response show(Request request, Visit visit) throws Refused {
        if (visit.user().isEmpty()) {
            return Response.seeOther("/sign-in?next=/admin");
        }
        refuseOthers(visit);
        var rows = catalog.without(visit.deleted()).products().stream().map(AdminPage::row);
        var main =
                Html.of(
                        """
                        <h1>Products</h1>
                        <p class="lead">What you delete is gone for you; other visitors keep it.</p>
                        <table class="full"><thead><tr><th scope="col">Product</th>
                        <th scope="col">Category</th><th scope="col">Price</th>
                        <th scope="col">Stock</th><th scope="col">Action</th></tr></thead>
                        <tbody>{}</tbody></table>
                        """,
                        Html.all(rows));
        return layout.page(visit, "Products", main);
    }

    private static Html row(Product product) {
        return Html.of(
                """
                <tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td>
                <td><form method="post" action="/admin/products/delete" data-confirm="Delete {}?">
                <input type="hidden" name="product" value="{}">
                <button class="danger" aria-label="Delete {}">Delete</button></form></td></tr>
                """,
                product.name(),
                product.category().title(),
                product.price(),
                product.stock(),
                product.name(),
                product.slug(),
                product.name());
    }

    private Response delete(Request request, Visit visit) throws Refused {
        refuseOthers(visit);
        var slug = request.form().text("product");
        var present = catalog.without(visit.deleted());
        var chosen =
                present.product(slug)
                        .orElseThrow(() -> new Refused(404, "There is no such product."));
        present.deletedFor(slug, defects)
                .ifPresent(product -> {
                    visit.delete(product.slug());
                    visit.cart(visit.cart().with(product, 0));
                });
        visit.tell("The product was deleted: " + chosen.name() + ".");
        return Response.seeOther("/admin");
    }

    private static void refuseOthers(Visit visit) throws Refused {
        if (visit.user().filter(User::isAdministrator).isEmpty()) {
            throw new Refused(403, "Only an administrator may see this page.");
        }
    }
}
