package io.certyn.demoshop.page;

import io.certyn.demoshop.account.User;
import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.visit.Visit;

/** The frame around every page: head, header with search and cart, notice, foot. */
public final class Layout {

    private final Defects defects;

    public Layout(Defects defects) {
        this.defects = defects;
    }

    public Response page(Visit visit, String title, Html main) {
        return page(200, visit, title, main);
    }

    public Response page(int status, Visit visit, String title, Html main) {
        var body = Html.all(header(visit), main(visit, main), footer());
        return Response.html(status, document(title, body).markup());
    }

    /** A page without a way out, as the dead end has it. */
    public Response bare(Visit visit, String title, Html main) {
        return Response.html(200, document(title, main(visit, main)).markup());
    }

    /** A page that stands in a frame. */
    public Response framed(String title, Html body) {
        return Response.html(200, document(title, body).markup());
    }

    private Html document(String title, Html body) {
        var language = Html.of(" lang=\"en\"").when(!defects.has(Defect.LANGUAGE_MISSING));
        var contrast = Html.of(" class=\"pale\"").when(defects.has(Defect.CONTRAST_LOW));
        return Html.of(
                """
                <!doctype html>
                <html{}>
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{} – Leaf &amp; Cup</title>
                <link rel="icon" href="/static/icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/static/shop.css">
                <script src="/static/shop.js" defer></script>
                </head>
                <body{}>
                {}
                </body>
                </html>
                """,
                language,
                title,
                contrast,
                body);
    }

    private static Html header(Visit visit) {
        return Html.of(
                """
                <a class="skip" href="#main">Skip to content</a>
                <header class="top"><div class="wide">
                <a class="brand" href="/">Leaf &amp; Cup</a>
                <form class="search" role="search" action="/search">
                <label for="q">Search</label>
                <input type="search" id="q" name="q" maxlength="100" autocomplete="off">
                <button>Find</button>
                </form>
                <div class="you">{}
                <a href="/cart">Cart</a>
                <span class="badge" role="status" aria-label="Items in cart">{}</span>
                </div></div>
                <nav class="wide" aria-label="Main">
                <a href="/catalogue">Catalogue</a>
                <a href="/stores">Stores</a>
                <a href="/about">About</a>
                <a href="/contact">Contact</a>
                </nav>
                </header>
                """,
                visit.user().map(user -> signedIn(visit, user)).orElse(SIGNED_OUT),
                visit.cart().items());
    }

    private static final Html SIGNED_OUT = Html.of("<a href=\"/sign-in\">Sign in</a>");

    private static Html signedIn(Visit visit, User user) {
        return Html.of(
                """
                <span class="hello">Hello, {}</span>
                {}<a href="/account">Account</a>
                <form method="post" action="/sign-out"><button class="plain">Sign out</button></form>
                """,
                visit.profile(user).displayName(),
                Html.of("<a href=\"/admin\">Admin</a>\n").when(user.isAdministrator()));
    }

    private static Html main(Visit visit, Html content) {
        var notice =
                visit.takeNotice()
                        .map(told ->
                                Html.of(
                                        "<p class=\"notice {}\" role=\"{}\">{}</p>",
                                        told.bad() ? "bad" : "good",
                                        told.bad() ? "alert" : "status",
                                        told.sentence()))
                        .orElse(Html.NONE);
        return Html.of("<main id=\"main\" class=\"wide\">\n{}{}\n</main>", notice, content);
    }

    private Html footer() {
        return Html.of(
                """
                <footer><div class="wide">
                <p>Leaf &amp; Cup sells nothing: it is the demo shop that Certyn tests.</p>
                <nav aria-label="Service">
                <a href="{}">Shipping costs</a>
                <a href="/price-list">Price list</a>
                <a href="/report">Tea report</a>
                </nav>
                </div></footer>
                """,
                defects.has(Defect.LINK_BROKEN) ? "/shiping" : "/shipping");
    }
}
