package io.certyn.demoshop.extra;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.FormField;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;
import java.util.Optional;

/** The contact form; what is sent is thanked for and thrown away. */
public final class Contact {

    private final Layout layout;
    private final Defects defects;

    public Contact(Layout layout, Defects defects) {
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/contact", this::form).post("/contact", this::send);
    }

    private Response form(Request request, Visit visit) {
        return page(200, visit, "", Optional.empty());
    }

    private Response send(Request request, Visit visit) throws Refused {
        if (defects.has(Defect.CONTACT_ERROR)) {
            throw new Refused(500, "Something went wrong on our side.");
        }
        var message = request.form().text("message");
        if (message.isEmpty()) {
            return page(422, visit, message, Optional.of("Write a message."));
        }
        visit.tell("Thank you, we will write back.");
        return Response.seeOther("/contact");
    }

    private Response page(int status, Visit visit, String message, Optional<String> error) {
        var main =
                Html.of(
                        """
                        <h1>Contact us</h1>
                        <form class="stack box narrow" method="post" action="/contact" novalidate>
                        {}
                        {}
                        <div class="field"><label for="message">Message</label>
                        <textarea id="message" name="message" rows="5" maxlength="2000"{}>{}</textarea>
                        {}</div>
                        <button>Send message</button>
                        </form>
                        <p><button type="button" class="plain" \
                        data-alert="Call +49 30 5550 100, Monday to Friday.">Show phone number</button></p>
                        """,
                        FormField.text("sender", "Your name").markup(),
                        orderNumber(),
                        FormField.describedBy("message", error),
                        message,
                        FormField.note("message", error));
        var title = defects.has(Defect.PAGE_TITLE_WRONG) ? "Stores" : "Contact";
        return layout.page(status, visit, title, main);
    }

    private Html orderNumber() {
        return defects.has(Defect.LABEL_MISSING)
                ? Html.of("<div class=\"field\"><input name=\"order\" maxlength=\"20\"></div>")
                : FormField.text("order", "Order number (optional)").markup();
    }
}
