package io.certyn.demoshop.checkout;

import io.certyn.demoshop.account.User;
import io.certyn.demoshop.cart.Cart;
import io.certyn.demoshop.cart.CartPages;
import io.certyn.demoshop.cart.Totals;
import io.certyn.demoshop.catalog.Product;
import io.certyn.demoshop.checkout.OrderForm.Entry;
import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Fields;
import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;
import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/** From the order form to the confirmation and its invoice. */
public final class CheckoutPages {

    private final Layout layout;
    private final Defects defects;
    private final Clock clock;

    public CheckoutPages(Layout layout, Defects defects, Clock clock) {
        this.layout = layout;
        this.defects = defects;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get("/checkout", this::form)
                .post("/checkout", this::place)
                .get("/orders/{number}", this::confirmation)
                .get("/orders/{number}/invoice.csv", this::invoice);
    }

    private Response form(Request request, Visit visit) {
        if (visit.cart().isEmpty()) {
            return Response.seeOther("/cart");
        }
        var known = visit.user().map(CheckoutPages::known).orElse(Fields.NONE);
        return page(200, visit, new OrderForm(known), Map.of());
    }

    private static Fields known(User user) {
        var fields = new HashMap<String, String>();
        fields.put(Entry.NAME.field(), user.fullName());
        fields.put(Entry.EMAIL.field(), user.email());
        fields.put(Entry.STREET.field(), "Gartenweg 12");
        fields.put(Entry.POSTCODE.field(), "10115");
        fields.put(Entry.CITY.field(), "Berlin");
        fields.put(Entry.COUNTRY.field(), Country.GERMANY.title());
        return new Fields(fields);
    }

    private Response place(Request request, Visit visit) {
        if (visit.cart().isEmpty()) {
            return Response.seeOther("/cart");
        }
        var form = new OrderForm(request.form());
        var errors = form.errors(YearMonth.now(clock), defects);
        if (!errors.isEmpty()) {
            return page(422, visit, form, errors);
        }
        if (!visit.takesOrders()) {
            visit.warn("This visitor has ordered enough. Start a new visit.");
            return Response.seeOther("/cart");
        }
        var number = visit.nextOrderNumber();
        order(visit, form, number);
        if (defects.has(Defect.ORDER_DOUBLED)) {
            order(visit, form, visit.nextOrderNumber());
        }
        visit.cart(Cart.EMPTY);
        return Response.seeOther("/orders/" + number);
    }

    private void order(Visit visit, OrderForm form, String number) {
        var cart = visit.cart();
        var totals = Totals.of(cart, defects);
        visit.placed(new Order(number, form.text(Entry.NAME), cart.lines(), totals));
    }

    private Response page(int status, Visit visit, OrderForm form, Map<Entry, String> errors) {
        var totals = Totals.of(visit.cart(), defects);
        return layout.page(status, visit, "Checkout", CheckoutForm.markup(form, errors, totals));
    }

    private Response confirmation(Request request, Visit visit) throws Refused {
        var order = order(request, visit);
        var lines = order.lines().stream().map(this::line);
        var main =
                Html.of(
                        """
                        <h1>Thank you for your order</h1>
                        <p class="lead">Your order number is <output aria-label="Order number">{}</output>. \
                        We pack it today, {}.</p>
                        <section class="box" aria-labelledby="ordered">
                        <h2 id="ordered">What you ordered</h2>
                        <table><thead><tr><th scope="col">Product</th><th scope="col">Quantity</th>\
                        <th scope="col">Price each</th></tr></thead>
                        <tbody>{}</tbody></table>
                        {}
                        </section>
                        <p><a class="button" href="/orders/{}/invoice.csv" download>Download invoice</a>
                        <a href="/catalogue">Continue shopping</a></p>
                        """,
                        order.number(),
                        order.name(),
                        Html.all(lines),
                        CartPages.sums(order.totals()),
                        order.number());
        return layout.page(visit, "Order " + order.number(), main);
    }

    private Html line(Cart.Line line) {
        var product = line.product();
        return Html.of(
                "<tr><th scope=\"row\">{}</th><td>{}</td>"
                        + "<td><output aria-label=\"Price of {}\">{}</output></td></tr>",
                product.name(),
                line.quantity(),
                product.name(),
                defects.has(Defect.PRICE_STALE) ? stale(product) : product.price());
    }

    private static Object stale(Product product) {
        return product.before().orElse(product.price());
    }

    private Response invoice(Request request, Visit visit) throws Refused {
        var order = order(request, visit);
        return Response.download("invoice-" + order.number() + ".csv", "text/csv", order.invoice());
    }

    private static Order order(Request request, Visit visit) throws Refused {
        return visit.order(request.part("number"))
                .orElseThrow(() -> new Refused(404, "There is no such order."));
    }
}
