package io.certyn.demoshop.checkout;

import io.certyn.demoshop.cart.Cart;
import io.certyn.demoshop.cart.Totals;
import java.util.List;

/** What was ordered, as it was at that moment. */
public record Order(String number, String name, List<Cart.Line> lines, Totals totals) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** The invoice as a file that spreadsheets read. */
    String invoice() {
        var text = new StringBuilder("product,quantity,price in euro\r\n");
        for (var line : lines) {
            text.append(line.product().name())
                    .append(',')
                    .append(line.quantity())
                    .append(',')
                    .append(line.product().price().times(line.quantity()).plain())
                    .append("\r\n");
        }
        return text.append("Shipping,1,")
                .append(totals.shipping().plain())
                .append("\r\nTotal,,")
                .append(totals.total().plain())
                .append("\r\n")
                .toString();
    }
}
