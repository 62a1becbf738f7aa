package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShoppingTest {

    private final OpenShop shop = OpenShop.with();
    private final Visitor visitor = shop.visitor();

    @AfterEach
    void close() {
        visitor.close();
        shop.close();
    }

    @Test
    void addingTwiceAddsUp() {
        visitor.add("latte-cup", 1);

        var cart = visitor.add("latte-cup", 2);

        assertThat(cart.body())
                .contains("aria-label=\"Quantity of Latte cup\" value=\"3\"")
                .contains(">€40.90<");
    }

    @Test
    void nobodyGetsMoreThanThereIs() {
        visitor.add("red-teapot", 3);

        assertThat(visitor.add("red-teapot", 1).body()).contains("Only 3 of Red teapot left.");
        assertThat(visitor.read("/cart")).contains("Quantity of Red teapot\" value=\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "many", "99999999999"})
    void aQuantityThatIsNoneIsRefused(String quantity) {
        var page =
                visitor.submit("/cart/add", Map.of("product", "latte-cup", "quantity", quantity));

        assertThat(page.body()).contains("Choose a quantity of at least 1.");
        assertThat(visitor.read("/cart")).contains("Your cart is empty.");
    }

    @Test
    void aQuantityOfZeroTakesTheProductOut() {
        visitor.add("latte-cup", 1);

        var cart =
                visitor.submit("/cart/quantity", Map.of("product", "latte-cup", "quantity", "0"));

        assertThat(cart.body()).contains("Your cart is empty.");
    }

    @Test
    void anUnknownVoucherTakesNothingOff() {
        visitor.add("latte-cup", 1);

        var cart = visitor.submit("/cart/voucher", Map.of("code", "FREE4ALL"));

        assertThat(cart.body()).contains("This voucher is not known.").contains(">€16.90<");
    }

    @Test
    void anOrderIsConfirmedAndEmptiesTheCart() {
        visitor.add("blue-teapot", 1);

        var confirmation = visitor.order();

        assertThat(confirmation.uri().getPath()).isEqualTo("/orders/LC-1001");
        assertThat(confirmation.body()).contains("Thank you for your order").contains(">€43.90<");
        assertThat(visitor.read("/cart")).contains("Your cart is empty.");
    }

    @Test
    void anOrderSentTwiceIsPlacedOnce() {
        visitor.signInAsAlice();
        visitor.add("blue-teapot", 1);
        visitor.order();

        visitor.order();

        assertThat(visitor.read("/account")).contains("You have 1 order.");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', Enter your full name.",
        "email, '', Enter your e-mail address.",
        "email, grete@, Enter an e-mail address like name@example.com.",
        "street, ' ', Enter your street and number.",
        "postcode, 1011, Enter a valid postcode.",
        "city, '', Enter your city.",
        "country, Atlantis, Choose a country.",
        "card, 4242 4242 4242 4241, Enter a valid card number.",
        "expiry, 05/26, Enter an expiry date in the future.",
        "cvc, 12, Enter the three or four digits of the security code.",
    })
    void aFieldThatCannotStayIsNamedAndNothingIsOrdered(String field, String value, String error) {
        visitor.add("latte-cup", 1);

        var page = visitor.orderWith(field, value);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(error).contains("1 field needs your attention.");
        assertThat(visitor.get("/orders/LC-1001").statusCode()).isEqualTo(404);
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedButTheCard() {
        visitor.add("latte-cup", 1);

        var page = visitor.orderWith("email", "grete");

        assertThat(page.body())
                .contains("value=\"Grete Gast\"")
                .contains("<option selected>Germany")
                .doesNotContain("4242");
    }

    @Test
    void aCustomerFindsHisAddressFilledIn() {
        visitor.signInAsAlice();
        visitor.add("latte-cup", 1);

        assertThat(visitor.read("/checkout")).contains("value=\"Alice Leaf\"");
    }
}
