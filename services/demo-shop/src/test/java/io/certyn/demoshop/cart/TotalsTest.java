package io.certyn.demoshop.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.demoshop.catalog.Assortment;
import io.certyn.demoshop.catalog.Money;
import io.certyn.demoshop.catalog.Product;
import io.certyn.demoshop.defect.Defects;
import org.junit.jupiter.api.Test;

class TotalsTest {

    private static final Product BLUE = product("blue-teapot");
    private static final Product IRON = product("cast-iron-teapot");
    private static final Product HONEY = product("honey-dipper");

    @Test
    void shippingIsAddedBelowTheLimit() {
        var totals = Totals.of(Cart.EMPTY.with(BLUE, 1).with(HONEY, 2), Defects.NONE);

        assertThat(totals).isEqualTo(new Totals(new Money(4860), Money.ZERO, Totals.SHIPPING));
        assertThat(totals.total()).hasToString("€53.50");
    }

    @Test
    void shippingIsFreeFromTheLimitOn() {
        assertThat(Totals.of(Cart.EMPTY.with(IRON, 1), Defects.NONE).shipping())
                .isEqualTo(Money.ZERO);
    }

    @Test
    void aVoucherDoesNotBringShippingBack() {
        var totals = Totals.of(Cart.EMPTY.with(IRON, 1).with(Voucher.TEA10), Defects.NONE);

        assertThat(totals).isEqualTo(new Totals(new Money(5000), new Money(500), Money.ZERO));
    }

    @Test
    void aVoucherNeverTakesOffMoreThanThereIs() {
        var totals = Totals.of(Cart.EMPTY.with(HONEY, 1).with(Voucher.WELCOME5), Defects.NONE);

        assertThat(totals.discount()).isEqualTo(new Money(480));
        assertThat(totals.total()).isEqualTo(Totals.SHIPPING);
    }

    private static Product product(String slug) {
        return Assortment.catalog().product(slug).orElseThrow();
    }
}
