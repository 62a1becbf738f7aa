package io.certyn.demoshop.account;

import io.certyn.demoshop.checkout.Order;
import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.FormField;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;
import java.util.List;
import java.util.function.Function;

/** The account of the user who is signed in: orders, display name, newsletter. */
public final class AccountPages {

    private static final int LONGEST_NAME = 60;

    private final Layout layout;
    private final Defects defects;

    public AccountPages(Layout layout, Defects defects) {
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/account", (_, visit) -> signedIn(visit, user -> page(visit, user)))
                .post(
                        "/account/name",
                        (request, visit) -> signedIn(visit, user -> name(request, visit, user)))
                .post(
                        "/account/newsletter",
                        (request, visit) ->
                                signedIn(visit, user -> newsletter(request, visit, user)));
    }

    private static Response signedIn(Visit visit, Function<User, Response> page) {
        return visit.user().map(page).orElseGet(() -> Response.seeOther("/sign-in?next=/account"));
    }

    private Response name(Request request, Visit visit, User user) {
        var name = request.form().text("display-name");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            visit.warn("A display name has 1 to " + LONGEST_NAME + " characters.");
            return Response.seeOther("/account");
        }
        if (!defects.has(Defect.NAME_NOT_SAVED)) {
            visit.profile(user, visit.profile(user).named(name));
        }
        visit.tell("Your name is saved.");
        return Response.seeOther("/account");
    }

    private Response newsletter(Request request, Visit visit, User user) {
        boolean wanted = request.form().has("newsletter");
        boolean stored = defects.has(Defect.NEWSLETTER_INVERTED) != wanted;
        visit.profile(user, visit.profile(user).withNewsletter(stored));
        visit.tell("Your newsletter choice is saved.");
        return Response.seeOther("/account");
    }

    private Response page(Visit visit, User user) {
        var profile = visit.profile(user);
        var main =
                Html.of(
                        """
                        <h1>Your account</h1>
                        <p class="lead">Signed in as {}.</p>
                        <div class="columns">
                        <section aria-labelledby="orders"><h2 id="orders">Orders</h2>
                        {}
                        </section>
                        <div>
                        <section class="box" aria-labelledby="profile"><h2 id="profile">Profile</h2>
                        <form class="stack" method="post" action="/account/name">
                        {}
                        <button>Save name</button>
                        </form></section>
                        <section class="box" aria-labelledby="letters"><h2 id="letters">Letters</h2>
                        <form class="stack" method="post" action="/account/newsletter">
                        <div class="field check">
                        <input type="checkbox" id="newsletter" name="newsletter" value="yes"{}>
                        <label for="newsletter">Send me the newsletter</label></div>
                        <button>Save choice</button>
                        </form></section>
                        </div>
                        </div>
                        """,
                        user.email(),
                        orders(visit.orders()),
                        FormField.text("display-name", "Display name")
                                .value(profile.displayName())
                                .hints(Html.of("autocomplete=\"nickname\""))
                                .markup(),
                        Html.of(" checked").when(profile.newsletter()));
        return layout.page(visit, "Your account", main);
    }

    private static Html orders(List<Order> orders) {
        if (orders.isEmpty()) {
            return Html.of("<p>You have no orders yet.</p>");
        }
        var items =
                orders.reversed().stream()
                        .map(order ->
                                Html.of(
                                        "<li><a href=\"/orders/{}\">Order {}</a>"
                                                + " <span class=\"price\">{}</span></li>",
                                        order.number(),
                                        order.number(),
                                        order.totals().total()));
        var count = orders.size() == 1 ? "1 order" : orders.size() + " orders";
        return Html.of("<p>You have {}.</p>\n<ul class=\"orders\">{}</ul>", count, Html.all(items));
    }
}
