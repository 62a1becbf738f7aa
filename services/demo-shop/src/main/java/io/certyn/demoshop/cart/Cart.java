package io.certyn.demoshop.cart;

import io.certyn.demoshop.catalog.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The products somebody wants, each once, with its quantity, and perhaps a voucher. */
public record Cart(List<Line> lines, Optional<Voucher> voucher) {

    public static final Cart EMPTY = new Cart(List.of(), Optional.empty());

    public Cart {
        lines = List.copyOf(lines);
    }

    /** One product and how many of it. */
    public record Line(Product product, int quantity) {}

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public int items() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    public int quantityOf(Product product) {
        return lines.stream()
                .filter(line -> line.product().equals(product))
                .mapToInt(Line::quantity)
                .sum();
    }

    /** The cart with this quantity of the product; zero takes it out. */
    public Cart with(Product product, int quantity) {
        var changed = new ArrayList<Line>();
        boolean found = false;
        for (var line : lines) {
            boolean same = line.product().equals(product);
            found |= same;
            changed.add(same ? new Line(product, quantity) : line);
        }
        if (!found) {
            changed.add(new Line(product, quantity));
        }
        changed.removeIf(line -> line.quantity() == 0);
        return new Cart(changed, voucher);
    }

    public Cart with(Voucher redeemed) {
        return new Cart(lines, Optional.of(redeemed));
    }
}
