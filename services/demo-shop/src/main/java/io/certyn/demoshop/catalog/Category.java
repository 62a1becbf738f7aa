package io.certyn.demoshop.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A shelf of the shop. */
public enum Category {
    TEAPOTS("Teapots", "For one cup or for the whole table."),
    CUPS("Cups", "Bowls, mugs and cups that feel right in the hand."),
    TEAS("Teas", "Loose leaves, packed the week you order."),
    ACCESSORIES("Accessories", "The small things that make a good brew.");

    private final String title;
    private final String lead;

    Category(String title, String lead) {
        this.title = title;
        this.lead = lead;
    }

    public String title() {
        return title;
    }

    public String lead() {
        return lead;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Category> at(String slug) {
        return Arrays.stream(values()).filter(category -> category.slug().equals(slug)).findFirst();
    }
}
