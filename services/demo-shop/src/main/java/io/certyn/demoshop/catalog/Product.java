package io.certyn.demoshop.catalog;

import java.util.Locale;
import java.util.Optional;

/**
 * Something for sale.
 *
 * @param before the price before a reduction
 */
public record Product(
        String name,
        Category category,
        Money price,
        Optional<Money> before,
        int stock,
        Look look,
        String description) {

    /** How the picture of a product looks. */
    public record Look(Shape shape, String color) {}

    /** What a picture shows. */
    public enum Shape {
        POT,
        CUP,
        TIN,
        TOOL
    }

    /** The name as it stands in an address. */
    public String slug() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    public boolean soldOut() {
        return stock == 0;
    }
}
