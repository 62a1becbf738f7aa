package io.certyn.demoshop.cart;

import io.certyn.demoshop.catalog.Money;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A code that takes something off. */
public enum Voucher {
    TEA10,
    WELCOME5;

    static Optional<Voucher> of(String code) {
        var wanted = code.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(voucher -> voucher.name().equals(wanted)).findFirst();
    }

    Money off(Money subtotal) {
        return switch (this) {
            case TEA10 -> subtotal.percent(10);
            case WELCOME5 -> new Money(Math.min(500, subtotal.cents()));
        };
    }
}
