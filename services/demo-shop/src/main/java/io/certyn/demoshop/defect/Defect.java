package io.certyn.demoshop.defect;

import java.util.Arrays;
import java.util.Optional;

/** A bug that can be planted; each changes one behaviour and leaves all others alone. */
public enum Defect {
    CART_TOTAL_WRONG(
            "cart-total-wrong",
            Kind.FUNCTION,
            "The cart counts every line once, whatever its quantity."),
    VOUCHER_NOT_APPLIED(
            "voucher-not-applied",
            Kind.FUNCTION,
            "A valid voucher is accepted and takes nothing off."),
    FREE_SHIPPING_OFF_BY_ONE(
            "free-shipping-off-by-one",
            Kind.FUNCTION,
            "Shipping still costs at exactly the amount from which it is free."),
    QUANTITY_CHANGE_IGNORED(
            "quantity-change-ignored",
            Kind.FUNCTION,
            "Changing a quantity in the cart changes nothing."),
    REMOVE_IGNORED(
            "remove-ignored", Kind.FUNCTION, "Removing a product from the cart leaves it there."),
    SEARCH_CASE_SENSITIVE(
            "search-case-sensitive",
            Kind.FUNCTION,
            "The search finds only what is written in the same case."),
    SEARCH_DROPS_LAST(
            "search-drops-last",
            Kind.FUNCTION,
            "The search loses its last hit when it has more than one."),
    PAGINATION_SKIPS(
            "pagination-skips",
            Kind.FUNCTION,
            "Every page of the catalogue but the first leaves out its first product."),
    PRICE_STALE(
            "price-stale",
            Kind.FUNCTION,
            "The confirmation shows the price of a reduced product from before the reduction."),
    ADD_DISABLED(
            "add-disabled",
            Kind.FUNCTION,
            "The matcha whisk cannot be added to the cart although it is in stock."),
    DIALOG_STAYS_OPEN(
            "dialog-stays-open", Kind.FUNCTION, "The close button of the size guide does nothing."),
    DOWNLOAD_EMPTY(
            "download-empty",
            Kind.FUNCTION,
            "The price list has a head line and no products, on its page and as a file."),
    FRAME_BLANK("frame-blank", Kind.FUNCTION, "The delivery estimate in its frame is blank."),
    DELETES_WRONG_PRODUCT(
            "deletes-wrong-product",
            Kind.FUNCTION,
            "An administrator who deletes a product loses the next one instead."),
    NAME_NOT_SAVED(
            "name-not-saved", Kind.FUNCTION, "A new display name is confirmed and not saved."),
    NEWSLETTER_INVERTED(
            "newsletter-inverted",
            Kind.FUNCTION,
            "The newsletter choice is stored the wrong way round."),
    ORDER_DOUBLED("order-doubled", Kind.FUNCTION, "Placing an order creates two."),
    PAGE_TITLE_WRONG(
            "page-title-wrong",
            Kind.FUNCTION,
            "The contact page carries the title of another page."),
    EMAIL_NOT_VALIDATED(
            "email-not-validated",
            Kind.VALIDATION,
            "The checkout takes any text as an e-mail address."),
    POSTCODE_REFUSED(
            "postcode-refused",
            Kind.VALIDATION,
            "The checkout refuses valid postcodes that begin with a zero."),
    TERMS_NOT_REQUIRED(
            "terms-not-required",
            Kind.VALIDATION,
            "An order can be placed without accepting the terms."),
    SIGN_OUT_INEFFECTIVE(
            "sign-out-ineffective",
            Kind.SECURITY,
            "Signing out shows the home page and leaves the visitor signed in."),
    ANY_PASSWORD(
            "any-password", Kind.SECURITY, "A known e-mail address signs in with any password."),
    CATEGORY_ERROR("category-error", Kind.SERVER_ERROR, "The category of accessories answers 500."),
    CONTACT_ERROR("contact-error", Kind.SERVER_ERROR, "Sending the contact form answers 500."),
    SLOW_HANGS("slow-hangs", Kind.PERFORMANCE, "What takes a few seconds takes two minutes."),
    IMAGE_MISSING("image-missing", Kind.RESOURCE, "The picture of the glass teapot is not found."),
    INSECURE_REFERENCE(
            "insecure-reference",
            Kind.RESOURCE,
            "The home page loads a picture over plain HTTP from another host."),
    LINK_BROKEN(
            "link-broken",
            Kind.NAVIGATION,
            "The link to the shipping costs at the foot of every page leads nowhere."),
    DEAD_END("dead-end", Kind.NAVIGATION, "The about page has no link that leads on."),
    SCRIPT_ERROR("script-error", Kind.SCRIPT, "A script on every product page throws."),
    LABEL_MISSING(
            "label-missing",
            Kind.ACCESSIBILITY,
            "The order number field of the contact form has no label."),
    CONTRAST_LOW("contrast-low", Kind.ACCESSIBILITY, "Prices are pale grey on white."),
    ALT_MISSING(
            "alt-missing",
            Kind.ACCESSIBILITY,
            "The picture on a product page has no alternative text."),
    LANGUAGE_MISSING(
            "language-missing", Kind.ACCESSIBILITY, "Pages do not say which language they are in.");

    private final String id;
    private final Kind kind;
    private final String description;

    Defect(String id, Kind kind, String description) {
        this.id = id;
        this.kind = kind;
        this.description = description;
    }

    /** What sort of bug it is; the first five show in a test case, the others to a crawler. */
    public enum Kind {
        FUNCTION,
        VALIDATION,
        SECURITY,
        SERVER_ERROR,
        PERFORMANCE,
        RESOURCE,
        NAVIGATION,
        SCRIPT,
        ACCESSIBILITY;

        /**
         * Whether a visitor who follows a case notices it, so that exactly one case is meant for
         * it.
         */
        public boolean showsInCase() {
            return switch (this) {
                case FUNCTION, VALIDATION, SECURITY, SERVER_ERROR, PERFORMANCE -> true;
                case RESOURCE, NAVIGATION, SCRIPT, ACCESSIBILITY -> false;
            };
        }
    }

    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence: what a visitor meets. */
    public String description() {
        return description;
    }

    public static Optional<Defect> named(String id) {
        return Arrays.stream(values()).filter(defect -> defect.id.equals(id)).findFirst();
    }
}
