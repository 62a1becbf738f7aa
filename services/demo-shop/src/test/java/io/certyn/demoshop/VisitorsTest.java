package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisitorsTest {

    private final OpenShop shop = OpenShop.with();
    private final Visitor one = shop.visitor();
    private final Visitor other = shop.visitor();

    @AfterEach
    void close() {
        one.close();
        other.close();
        shop.close();
    }

    @Test
    void twoVisitorsNeverMeet() {
        one.signInAsAdministrator();
        one.submit("/admin/products/delete", Map.of("product", "blue-teapot"));
        one.add("latte-cup", 2);
        one.order();
        one.submit("/account/name", Map.of("display-name", "Somebody"));
        other.signInAsAdministrator();

        assertThat(one.get("/products/blue-teapot").statusCode()).isEqualTo(404);
        assertThat(other.get("/products/blue-teapot").statusCode()).isEqualTo(200);
        assertThat(other.read("/account")).contains("Hello, Ada Min", "You have no orders yet.");
        assertThat(other.get("/orders/LC-1001").statusCode()).isEqualTo(404);
    }

    @Test
    void whoOnlyLooksGetsNoCookie() {
        one.get("/");
        one.get("/catalogue");

        assertThat(one.cookies()).isZero();
    }

    @Test
    void signingInChangesTheCookieAndKeepsTheCart() {
        one.add("latte-cup", 1);
        var before = one.cookie();

        one.signInAsAlice();

        assertThat(one.cookie()).isNotEqualTo(before);
        assertThat(one.read("/cart")).contains("Latte cup");
    }

    @Test
    void aWrongPasswordIsRefused() {
        var page = one.signIn("alice@example.test", "guessed");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("E-mail or password is not right.");
    }

    @Test
    void signingInLeadsBackToKnownPagesOnly() {
        var form =
                Map.of(
                        "email", "admin@example.test",
                        "password", "kettle-admin",
                        "next", "//evil.example.test/");

        assertThat(one.submit("/sign-in", form).uri().getPath()).isEqualTo("/account");
    }

    @Test
    void whoSignsOutIsAStranger() {
        one.signInAsAlice();
        one.submit("/sign-out", Map.of());

        assertThat(one.get("/account").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void onlyAnAdministratorDeletes() {
        one.signInAsAlice();

        assertThat(one.get("/admin").statusCode()).isEqualTo(403);
        assertThat(
                        one.submit("/admin/products/delete", Map.of("product", "blue-teapot"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(one.get("/products/blue-teapot").statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedProductLeavesTheCartToo() {
        one.signInAsAdministrator();
        one.add("blue-teapot", 1);

        one.submit("/admin/products/delete", Map.of("product", "blue-teapot"));

        assertThat(one.read("/cart")).contains("Your cart is empty.");
    }
}
