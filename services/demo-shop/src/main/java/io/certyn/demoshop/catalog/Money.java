package io.certyn.demoshop.catalog;

import java.util.Locale;

/** An amount in euro cents. */
public record Money(long cents) {

    public static final Money ZERO = new Money(0);

    public Money plus(Money other) {
        return new Money(cents + other.cents);
    }

    public Money minus(Money other) {
        return new Money(cents - other.cents);
    }

    public Money times(int count) {
        return new Money(cents * count);
    }

    /** Rounded down to the cent. */
    public Money percent(int percent) {
        return new Money(cents * percent / 100);
    }

    public boolean isLessThan(Money other) {
        return cents < other.cents;
    }

    /** Such as {@code 39.00}, for files. */
    public String plain() {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }

    @Override
    public String toString() {
        return "€" + plain();
    }
}
