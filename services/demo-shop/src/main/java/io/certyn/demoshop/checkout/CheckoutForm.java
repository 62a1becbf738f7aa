package io.certyn.demoshop.checkout;

import io.certyn.demoshop.cart.CartPages;
import io.certyn.demoshop.cart.Totals;
import io.certyn.demoshop.checkout.OrderForm.Entry;
import io.certyn.demoshop.page.FormField;
import io.certyn.demoshop.page.Html;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The order form as markup. The browser's own validation is off: the shop's answers are tested. */
final class CheckoutForm {

    private CheckoutForm() {}

    static Html markup(OrderForm form, Map<Entry, String> errors, Totals totals) {
        return Html.of(
                """
                <h1>Checkout</h1>
                {}
                <div class="columns">
                <form class="stack" method="post" action="/checkout" novalidate>
                <fieldset><legend>Contact and delivery</legend>
                {}{}{}
                <div class="pair">{}{}</div>
                {}
                </fieldset>
                <fieldset><legend>Payment</legend>
                {}
                <div class="pair">{}{}</div>
                </fieldset>
                {}
                <button>Place order</button>
                </form>
                <section class="box" aria-labelledby="summary"><h2 id="summary">Order summary</h2>
                {}
                </section>
                </div>
                """,
                summary(errors),
                input(Entry.NAME, form, errors, "autocomplete=\"name\" required"),
                input(Entry.EMAIL, form, errors, "type=\"email\" autocomplete=\"email\" required"),
                input(Entry.STREET, form, errors, "autocomplete=\"street-address\" required"),
                input(Entry.POSTCODE, form, errors, "autocomplete=\"postal-code\" required"),
                input(Entry.CITY, form, errors, "autocomplete=\"address-level2\" required"),
                country(form, errors),
                input(
                        Entry.CARD,
                        form,
                        errors,
                        "inputmode=\"numeric\" autocomplete=\"off\" required"),
                input(
                        Entry.EXPIRY,
                        form,
                        errors,
                        "placeholder=\"12/39\" autocomplete=\"off\" required"),
                input(
                        Entry.CODE,
                        form,
                        errors,
                        "inputmode=\"numeric\" autocomplete=\"off\" required"),
                terms(form, errors),
                CartPages.sums(totals));
    }

    private static Html summary(Map<Entry, String> errors) {
        var count = errors.size() == 1 ? "1 field needs" : errors.size() + " fields need";
        return Html.of("<p class=\"notice bad\" role=\"alert\">{} your attention.</p>", count)
                .when(!errors.isEmpty());
    }

    /**
     * @param hints attributes of ours, never of a visitor
     */
    private static Html input(
            Entry entry, OrderForm form, Map<Entry, String> errors, String hints) {
        return FormField.text(entry.field(), entry.label())
                .value(entry.isShownAgain() ? form.text(entry) : "")
                .hints(new Html(hints))
                .error(Optional.ofNullable(errors.get(entry)))
                .markup();
    }

    private static Html country(OrderForm form, Map<Entry, String> errors) {
        var error = Optional.ofNullable(errors.get(Entry.COUNTRY));
        var options =
                Arrays.stream(Country.values())
                        .map(country ->
                                Html.of(
                                        "<option{}>{}</option>",
                                        Html.of(" selected")
                                                .when(form.country().equals(Optional.of(country))),
                                        country.title()));
        return Html.of(
                """
                <div class="field">
                <label for="country">{}</label>
                <select id="country" name="country" autocomplete="country-name"{} required>
                <option value="">Please choose</option>
                {}
                </select>
                {}</div>
                """,
                Entry.COUNTRY.label(),
                FormField.describedBy("country", error),
                Html.all(options),
                FormField.note("country", error));
    }

    private static Html terms(OrderForm form, Map<Entry, String> errors) {
        var error = Optional.ofNullable(errors.get(Entry.TERMS));
        return Html.of(
                """
                <div class="field check">
                <input type="checkbox" id="terms" name="terms" value="yes"{}{} required>
                <label for="terms">{}</label>
                {}</div>
                """,
                Html.of(" checked").when(form.fields().has(Entry.TERMS.field())),
                FormField.describedBy("terms", error),
                Entry.TERMS.label(),
                FormField.note("terms", error));
    }
}
