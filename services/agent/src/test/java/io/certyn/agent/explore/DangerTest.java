package io.certyn.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DangerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Place order",
                "Pay now",
                "Delete account",
                "DELETE",
                "Send message",
                "Sign out",
                "Log out",
                "Logout",
                "Confirm",
                "Cancel subscription",
                "Empty cart",
                "Jetzt kaufen",
                "Löschen"
            })
    void isNotPressed(String name) {
        assertThat(Danger.inButton(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Add to cart",
                "Show size guide",
                "Find",
                "Sign in",
                "Orders",
                "Payable later",
                "Bookmark",
                "Sender"
            })
    void isPressed(String name) {
        assertThat(Danger.inButton(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Sign out, https://a.test/x, true",
        "Bye, https://a.test/logout, true",
        "Bin, https://a.test/items/7/delete, true",
        "Bin, https://a.test/items?action=remove, true",
        "Order history, https://a.test/orders, false",
        "Cart, https://a.test/cart, false",
    })
    void aLinkIsLeftAloneOnlyWhereItCouldChangeSomething(String text, String url, boolean is) {
        assertThat(Danger.inLink(text, url)).isEqualTo(is);
    }
}
