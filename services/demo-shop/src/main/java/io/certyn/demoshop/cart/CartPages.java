package io.certyn.demoshop.cart;

import io.certyn.demoshop.catalog.Catalog;
import io.certyn.demoshop.catalog.Money;
import io.certyn.demoshop.catalog.Product;
import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;

/** The cart and the forms that change it. */
public final class CartPages {

    private final Catalog catalog;
    private final Layout layout;
    private final Defects defects;

    public CartPages(Catalog catalog, Layout layout, Defects defects) {
        this.catalog = catalog;
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/cart", this::show)
                .post("/cart/add", this::add)
                .post("/cart/quantity", this::changeQuantity)
                .post("/cart/remove", this::remove)
                .post("/cart/clear", this::clear)
                .post("/cart/voucher", this::redeem);
    }

    private Response add(Request request, Visit visit) throws Refused {
        var product = product(request, visit);
        int more = request.form().number("quantity", 0);
        if (more < 1) {
            visit.warn("Choose a quantity of at least 1.");
            return Response.seeOther("/products/" + product.slug());
        }
        int wanted = visit.cart().quantityOf(product) + more;
        if (wanted > product.stock()) {
            visit.warn(onlyLeft(product));
            return Response.seeOther("/products/" + product.slug());
        }
        visit.cart(visit.cart().with(product, wanted));
        visit.tell("Added " + product.name() + " to your cart.");
        return Response.seeOther("/cart");
    }

    private Response changeQuantity(Request request, Visit visit) throws Refused {
        var product = product(request, visit);
        int quantity = request.form().number("quantity", -1);
        if (quantity < 0) {
            visit.warn("A quantity is a number from 0 on.");
        } else if (quantity > product.stock()) {
            visit.warn(onlyLeft(product));
        } else {
            if (!defects.has(Defect.QUANTITY_CHANGE_IGNORED)) {
                visit.cart(visit.cart().with(product, quantity));
            }
            visit.tell("Changed the quantity of " + product.name() + ".");
        }
        return Response.seeOther("/cart");
    }

    private Response remove(Request request, Visit visit) throws Refused {
        var product = product(request, visit);
        if (!defects.has(Defect.REMOVE_IGNORED)) {
            visit.cart(visit.cart().with(product, 0));
        }
        visit.tell("Removed " + product.name() + " from your cart.");
        return Response.seeOther("/cart");
    }

    private Response clear(Request request, Visit visit) {
        visit.cart(Cart.EMPTY);
        visit.tell("Your cart was emptied.");
        return Response.seeOther("/cart");
    }

    private Response redeem(Request request, Visit visit) {
        Voucher.of(request.form().text("code"))
                .ifPresentOrElse(
                        voucher -> {
                            visit.cart(visit.cart().with(voucher));
                            visit.tell("Voucher " + voucher + " is applied.");
                        },
                        () -> visit.warn("This voucher is not known."));
        return Response.seeOther("/cart");
    }

    private Product product(Request request, Visit visit) throws Refused {
        return catalog.without(visit.deleted())
                .product(request.form().text("product"))
                .orElseThrow(() -> new Refused(404, "There is no such product."));
    }

    private static String onlyLeft(Product product) {
        return "Only " + product.stock() + " of " + product.name() + " left.";
    }

    private Response show(Request request, Visit visit) {
        var cart = visit.cart();
        var content =
                cart.isEmpty()
                        ? Html.of(
                                "<p class=\"lead\">Your cart is empty.</p>\n"
                                        + "<p><a class=\"button\" href=\"/catalogue\">Continue"
                                        + " shopping</a></p>")
                        : filled(cart);
        return layout.page(visit, "Cart", Html.of("<h1>Your cart</h1>\n{}", content));
    }

    private Html filled(Cart cart) {
        return Html.of(
                """
                <div class="columns">
                <section aria-label="Products in your cart">
                <ul class="lines">
                {}
                </ul>
                <form method="post" action="/cart/clear" data-confirm="Empty the whole cart?">
                <button class="plain">Empty cart</button></form>
                </section>
                <section class="box" aria-labelledby="summary">
                <h2 id="summary">Order summary</h2>
                {}
                <form class="voucher" method="post" action="/cart/voucher">
                <label for="code">Voucher code</label>
                <input id="code" name="code" maxlength="20" autocomplete="off">
                <button class="plain">Redeem</button>
                </form>
                <p><a class="button" href="/checkout">Go to checkout</a></p>
                </section>
                </div>
                """,
                Html.all(cart.lines().stream().map(CartPages::line)),
                sums(Totals.of(cart, defects)));
    }

    private static Html line(Cart.Line line) {
        var product = line.product();
        return Html.of(
                """
                <li aria-label="{}">
                <img src="/images/{}.svg" alt="" width="80" height="64">
                <div class="what"><a href="/products/{}">{}</a><span class="price">{}</span></div>
                <form method="post" action="/cart/quantity">
                <input type="hidden" name="product" value="{}">
                <input type="number" name="quantity" aria-label="Quantity of {}" value="{}" min="0" max="99">
                <button class="plain" aria-label="Update {}">Update</button>
                </form>
                <form method="post" action="/cart/remove">
                <input type="hidden" name="product" value="{}">
                <button class="plain" aria-label="Remove {}">Remove</button>
                </form>
                </li>
                """,
                product.name(),
                product.slug(),
                product.slug(),
                product.name(),
                product.price(),
                product.slug(),
                product.name(),
                line.quantity(),
                product.name(),
                product.slug(),
                product.name());
    }

    /** The sums of an order, each under a name that a test can ask for. */
    public static Html sums(Totals totals) {
        return Html.of(
                """
                <dl class="sums">
                <dt>Subtotal</dt><dd><output aria-label="Subtotal">{}</output></dd>
                {}<dt>Shipping</dt><dd><output aria-label="Shipping">{}</output></dd>
                <dt class="total">Total</dt><dd class="total"><output aria-label="Total">{}</output></dd>
                </dl>
                """,
                totals.subtotal(),
                Html.of(
                                "<dt>Discount</dt><dd><output"
                                        + " aria-label=\"Discount\">-{}</output></dd>\n",
                                totals.discount())
                        .when(!totals.discount().equals(Money.ZERO)),
                totals.shipping().equals(Money.ZERO) ? "Free" : totals.shipping(),
                totals.total());
    }
}
