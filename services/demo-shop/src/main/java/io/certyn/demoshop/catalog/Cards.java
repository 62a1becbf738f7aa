package io.certyn.demoshop.catalog;

import io.certyn.demoshop.page.Html;
import java.util.List;

/** How products look in a list and on their own. */
final class Cards {

    private Cards() {}

    static Html list(List<Product> products) {
        return Html.of(
                "<ul class=\"cards\">\n{}\n</ul>", Html.all(products.stream().map(Cards::card)));
    }

    private static Html card(Product product) {
        return Html.of(
                """
                <li><article class="card" aria-label="{}">
                <img src="/images/{}.svg" alt="" width="200" height="160">
                <h3><a href="/products/{}">{}</a></h3>
                {}
                {}
                </article></li>
                """,
                product.name(),
                product.slug(),
                product.slug(),
                product.name(),
                price(product),
                product.soldOut() ? Html.of("<p class=\"gone\">Sold out</p>") : quickAdd(product));
    }

    private static Html quickAdd(Product product) {
        return Html.of(
                """
                <form method="post" action="/cart/add">
                <input type="hidden" name="product" value="{}">
                <input type="hidden" name="quantity" value="1">
                <button>Add to cart</button>
                </form>
                """,
                product.slug());
    }

    static Html price(Product product) {
        var before = product.before().map(old -> Html.of(" <del>{}</del>", old)).orElse(Html.NONE);
        return Html.of("<p class=\"price\"><span>{}</span>{}</p>", product.price(), before);
    }
}
