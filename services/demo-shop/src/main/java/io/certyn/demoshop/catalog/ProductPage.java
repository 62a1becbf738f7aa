package io.certyn.demoshop.catalog;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.page.Picture;
import io.certyn.demoshop.visit.Visit;

/** One product: picture, price, stock, size guide, reviews, and the button that matters. */
public final class ProductPage {

    private final Catalog catalog;
    private final Layout layout;
    private final Defects defects;

    public ProductPage(Catalog catalog, Layout layout, Defects defects) {
        this.catalog = catalog;
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/products/{slug}", this::show).free("/images/{file}", this::picture);
    }

    private Response picture(Request request, Visit visit) throws Refused {
        var file = request.part("file");
        return catalog.products().stream()
                .filter(product -> file.equals(product.slug() + ".svg"))
                .filter(product -> !missing(product))
                .findFirst()
                .map(product -> Response.of(200, "image/svg+xml", Picture.of(product)))
                .orElseThrow(() -> new Refused(404, "There is no such picture."));
    }

    private boolean missing(Product product) {
        return product.slug().equals("glass-teapot") && defects.has(Defect.IMAGE_MISSING);
    }

    private Response show(Request request, Visit visit) throws Refused {
        var product =
                catalog.without(visit.deleted())
                        .product(request.part("slug"))
                        .orElseThrow(() -> new Refused(404, "There is no such product."));
        var alt =
                Html.of(" alt=\"Picture of {}\"", product.name())
                        .when(!defects.has(Defect.ALT_MISSING));
        var main =
                Html.of(
                        """
                        <nav class="trail" aria-label="You are here">
                        <a href="/categories/{}">{}</a></nav>
                        <div class="product">
                        <img src="/images/{}.svg"{} width="400" height="320">
                        <div>
                        <h1>{}</h1>
                        {}
                        <p>{}</p>
                        {}
                        <p><button type="button" class="plain" data-opens="sizes">Show size guide</button></p>
                        </div></div>
                        {}
                        {}
                        {}
                        """,
                        product.category().slug(),
                        product.category().title(),
                        product.slug(),
                        alt,
                        product.name(),
                        Cards.price(product),
                        product.description(),
                        order(product),
                        reviews(product),
                        sizeGuide(),
                        Html.of("<script src=\"/static/broken.js\"></script>")
                                .when(defects.has(Defect.SCRIPT_ERROR)));
        return layout.page(visit, product.name(), main);
    }

    private Html order(Product product) {
        boolean disabled =
                product.soldOut()
                        || (product.slug().equals("matcha-whisk")
                                && defects.has(Defect.ADD_DISABLED));
        return Html.of(
                """
                <p class="stock">{}</p>
                <form class="order" method="post" action="/cart/add">
                <input type="hidden" name="product" value="{}">
                <label for="quantity">Quantity</label>
                <input type="number" id="quantity" name="quantity" value="1" min="1" max="99">
                <button{}>Add to cart</button>
                </form>
                """,
                product.soldOut() ? "Sold out" : "In stock: " + product.stock(),
                product.slug(),
                Html.of(" disabled").when(disabled));
    }

    private static Html reviews(Product product) {
        var reviews =
                Reviews.of(product).stream()
                        .map(review ->
                                Html.of(
                                        "<li><p><strong>{}</strong> gave {} of 5"
                                                + " stars</p><p>{}</p></li>",
                                        review.author(),
                                        review.stars(),
                                        review.text()));
        return Html.of(
                """
                <section class="reviews" aria-labelledby="reviews">
                <h2 id="reviews">Reviews</h2>
                <ul>{}</ul>
                </section>
                """,
                Html.all(reviews));
    }

    private Html sizeGuide() {
        return Html.of(
                """
                <dialog id="sizes" aria-labelledby="sizes-title">
                <h2 id="sizes-title">Size guide</h2>
                <table>
                <thead><tr><th scope="col">Size</th><th scope="col">Holds</th></tr></thead>
                <tbody>
                <tr><th scope="row">Small</th><td>0.3 litres, one cup</td></tr>
                <tr><th scope="row">Medium</th><td>0.8 litres, three cups</td></tr>
                <tr><th scope="row">Large</th><td>1.2 litres, five cups</td></tr>
                </tbody></table>
                <p><button type="button"{}>Close</button></p>
                </dialog>
                """,
                Html.of(" data-closes=\"sizes\"").when(!defects.has(Defect.DIALOG_STAYS_OPEN)));
    }
}
