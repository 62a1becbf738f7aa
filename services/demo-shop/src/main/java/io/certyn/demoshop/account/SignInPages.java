package io.certyn.demoshop.account;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.FormField;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;
import io.certyn.demoshop.visit.Visits;
import java.util.Set;

/** Signing in and out. */
public final class SignInPages {

    /**
     * Pages that send a stranger here; any other address after signing in could lead off the shop.
     */
    private static final Set<String> RETURNS = Set.of("/account", "/admin");

    private final Visits visits;
    private final Layout layout;
    private final Defects defects;

    public SignInPages(Visits visits, Layout layout, Defects defects) {
        this.visits = visits;
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/sign-in", this::form)
                .post("/sign-in", this::signIn)
                .post("/sign-out", this::signOut);
    }

    private Response form(Request request, Visit visit) {
        return page(200, visit, "", request.query().text("next"), Html.NONE);
    }

    private Response signIn(Request request, Visit visit) {
        var email = request.form().text("email");
        var next = request.form().text("next");
        var user = User.signingIn(email, request.form().text("password"), defects);
        if (user.isEmpty()) {
            var refusal =
                    Html.of(
                            "<p class=\"notice bad\" role=\"alert\">E-mail or password is not"
                                    + " right.</p>");
            return page(422, visit, email, next, refusal);
        }
        visits.signIn(visit, user.get());
        return Response.seeOther(RETURNS.contains(next) ? next : "/account");
    }

    private Response signOut(Request request, Visit visit) {
        if (!defects.has(Defect.SIGN_OUT_INEFFECTIVE)) {
            visit.signOut();
        }
        visit.tell("You are signed out.");
        return Response.seeOther("/");
    }

    private Response page(int status, Visit visit, String email, String next, Html refusal) {
        var main =
                Html.of(
                        """
                        <h1>Sign in</h1>
                        {}
                        <form class="stack box narrow" method="post" action="/sign-in" novalidate>
                        <input type="hidden" name="next" value="{}">
                        {}{}
                        <button>Sign in</button>
                        </form>
                        <p class="hint">Try alice@example.test with the password correct-horse.</p>
                        """,
                        refusal,
                        next,
                        FormField.text("email", "E-mail")
                                .value(email)
                                .hints(Html.of("type=\"email\" autocomplete=\"username\""))
                                .markup(),
                        FormField.text("password", "Password")
                                .hints(
                                        Html.of(
                                                "type=\"password\""
                                                        + " autocomplete=\"current-password\""))
                                .markup());
        return layout.page(status, visit, "Sign in", main);
    }
}
