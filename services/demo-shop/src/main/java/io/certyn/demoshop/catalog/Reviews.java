package io.certyn.demoshop.catalog;

import java.util.List;

/** What customers are said to have written. */
final class Reviews {

    private Reviews() {}

    record Review(String author, int stars, String text) {}

    static List<Review> of(Product product) {
        return switch (product.category()) {
            case TEAPOTS ->
                    List.of(
                            new Review("Mara", 5, "Pours without a drop beside the cup."),
                            new Review("Jonas", 4, "Beautiful. The lid could sit tighter."));
            case CUPS ->
                    List.of(
                            new Review("Ines", 5, "Warm, heavy, just right."),
                            new Review("Piet", 4, "A little smaller than I thought."));
            case TEAS ->
                    List.of(
                            new Review("Olu", 5, "Fresh and clear, even the second time."),
                            new Review("Greta", 5, "My morning starts here."));
            case ACCESSORIES ->
                    List.of(
                            new Review("Tom", 4, "Does what it should."),
                            new Review("Lena", 5, "Well made and easy to clean."));
        };
    }
}
