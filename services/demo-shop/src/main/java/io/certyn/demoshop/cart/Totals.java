package io.certyn.demoshop.cart;

import io.certyn.demoshop.catalog.Money;
import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;

/** What a cart costs. */
public record Totals(Money subtotal, Money discount, Money shipping) {

    static final Money SHIPPING = new Money(490);
    static final Money FREE_FROM = new Money(5000);

    public Money total() {
        return subtotal.minus(discount).plus(shipping);
    }

    /** Shipping is free by what is ordered, not by what is left after the voucher. */
    public static Totals of(Cart cart, Defects defects) {
        var subtotal = Money.ZERO;
        for (var line : cart.lines()) {
            int quantity = defects.has(Defect.CART_TOTAL_WRONG) ? 1 : line.quantity();
            subtotal = subtotal.plus(line.product().price().times(quantity));
        }
        return new Totals(subtotal, discount(cart, subtotal, defects), shipping(subtotal, defects));
    }

    private static Money discount(Cart cart, Money subtotal, Defects defects) {
        if (defects.has(Defect.VOUCHER_NOT_APPLIED)) {
            return Money.ZERO;
        }
        return cart.voucher().map(voucher -> voucher.off(subtotal)).orElse(Money.ZERO);
    }

    private static Money shipping(Money subtotal, Defects defects) {
        boolean missed = subtotal.equals(FREE_FROM) && defects.has(Defect.FREE_SHIPPING_OFF_BY_ONE);
        return subtotal.isLessThan(FREE_FROM) || missed ? SHIPPING : Money.ZERO;
    }
}
