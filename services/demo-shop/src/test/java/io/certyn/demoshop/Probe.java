package io.certyn.demoshop;

import io.certyn.demoshop.defect.Defect;
import java.time.Duration;
import java.util.Map;

/**
 * Looks over HTTP whether one defect shows. The switch has no default: a new defect needs a probe.
 */
final class Probe {

    private Probe() {}

    static boolean shows(Defect defect, OpenShop shop) {
        try (var visitor = shop.visitor()) {
            return shows(defect, shop, visitor);
        }
    }

    private static boolean shows(Defect defect, OpenShop shop, Visitor visitor) {
        return switch (defect) {
            case CART_TOTAL_WRONG -> !visitor.add("latte-cup", 2).body().contains(">€28.90<");
            case VOUCHER_NOT_APPLIED -> {
                visitor.add("blue-teapot", 1);
                yield !visitor.submit("/cart/voucher", Map.of("code", "tea10"))
                        .body()
                        .contains(">-€3.90<");
            }
            case FREE_SHIPPING_OFF_BY_ONE ->
                    !visitor.add("cast-iron-teapot", 1).body().contains(">Free<");
            case QUANTITY_CHANGE_IGNORED -> {
                visitor.add("latte-cup", 1);
                yield !visitor.submit(
                                "/cart/quantity", Map.of("product", "latte-cup", "quantity", "3"))
                        .body()
                        .contains("aria-label=\"Quantity of Latte cup\" value=\"3\"");
            }
            case REMOVE_IGNORED -> {
                visitor.add("latte-cup", 1);
                yield !visitor.submit("/cart/remove", Map.of("product", "latte-cup"))
                        .body()
                        .contains("Your cart is empty.");
            }
            case SEARCH_CASE_SENSITIVE -> !visitor.read("/search?q=BLUE").contains("Blue teapot");
            case SEARCH_DROPS_LAST ->
                    !visitor.read("/search?q=teapot").contains("Cosy for teapots");
            case PAGINATION_SKIPS -> !visitor.read("/catalogue?page=2").contains("White teapot");
            case PRICE_STALE -> {
                visitor.add("travel-mug", 1);
                yield visitor.order().body().contains("€24.00");
            }
            case ADD_DISABLED ->
                    visitor.read("/products/matcha-whisk").contains("<button disabled>");
            case DIALOG_STAYS_OPEN ->
                    !visitor.read("/products/blue-teapot").contains("data-closes");
            case DOWNLOAD_EMPTY -> visitor.read("/price-list.csv").lines().count() == 1;
            case FRAME_BLANK -> !visitor.read("/widgets/delivery").contains("Deliver to");
            case DELETES_WRONG_PRODUCT -> {
                visitor.signInAsAdministrator();
                yield visitor.submit("/admin/products/delete", Map.of("product", "blue-teapot"))
                        .body()
                        .contains("Delete Blue teapot?");
            }
            case NAME_NOT_SAVED -> {
                visitor.signInAsAlice();
                yield !visitor.submit("/account/name", Map.of("display-name", "Queen of Hearts"))
                        .body()
                        .contains("Hello, Queen of Hearts");
            }
            case NEWSLETTER_INVERTED -> {
                visitor.signInAsAlice();
                yield !visitor.submit("/account/newsletter", Map.of("newsletter", "yes"))
                        .body()
                        .contains("value=\"yes\" checked");
            }
            case ORDER_DOUBLED -> {
                visitor.signInAsAlice();
                visitor.add("latte-cup", 1);
                visitor.order();
                yield visitor.read("/account").contains("2 orders");
            }
            case PAGE_TITLE_WRONG -> !visitor.read("/contact").contains("<title>Contact");
            case EMAIL_NOT_VALIDATED -> {
                visitor.add("latte-cup", 1);
                yield visitor.orderWith("email", "grete").statusCode() == 200;
            }
            case POSTCODE_REFUSED -> {
                visitor.add("latte-cup", 1);
                yield visitor.orderWith("postcode", "01067").statusCode() == 422;
            }
            case TERMS_NOT_REQUIRED -> {
                visitor.add("latte-cup", 1);
                yield visitor.orderWithout("terms").statusCode() == 200;
            }
            case SIGN_OUT_INEFFECTIVE -> {
                visitor.signInAsAlice();
                yield visitor.submit("/sign-out", Map.of()).body().contains("Hello, Alice");
            }
            case ANY_PASSWORD ->
                    visitor.signIn("alice@example.test", "guessed").statusCode() == 200;
            case CATEGORY_ERROR -> visitor.get("/categories/accessories").statusCode() == 500;
            case CONTACT_ERROR ->
                    visitor.submit("/contact", Map.of("message", "Hello")).statusCode() == 500;
            case SLOW_HANGS -> {
                visitor.get("/slow?seconds=1");
                yield shop.longestPause().compareTo(Duration.ofSeconds(1)) > 0;
            }
            case IMAGE_MISSING -> visitor.get("/images/glass-teapot.svg").statusCode() == 404;
            case INSECURE_REFERENCE -> visitor.read("/").contains("src=\"http://");
            case LINK_BROKEN -> visitor.read("/").contains("/shiping");
            case DEAD_END -> !visitor.read("/about").contains("<a ");
            case SCRIPT_ERROR -> visitor.read("/products/latte-cup").contains("broken.js");
            case LABEL_MISSING -> !visitor.read("/contact").contains("for=\"order\"");
            case CONTRAST_LOW -> visitor.read("/stores").contains("class=\"pale\"");
            case ALT_MISSING ->
                    !visitor.read("/products/latte-cup").contains("alt=\"Picture of Latte cup\"");
            case LANGUAGE_MISSING -> !visitor.read("/stores").contains("<html lang=\"en\">");
        };
    }
}
