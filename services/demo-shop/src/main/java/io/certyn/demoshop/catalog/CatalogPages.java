package io.certyn.demoshop.catalog;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Html;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Home, catalogue, categories and search. */
public final class CatalogPages {

    private static final Set<String> POPULAR =
            Set.of("blue-teapot", "stoneware-mug", "travel-mug", "earl-grey-tea");

    private final Catalog catalog;
    private final Layout layout;
    private final Defects defects;

    public CatalogPages(Catalog catalog, Layout layout, Defects defects) {
        this.catalog = catalog;
        this.layout = layout;
        this.defects = defects;
    }

    public void addTo(Routes routes) {
        routes.get("/", this::home)
                .get("/catalogue", this::catalogue)
                .get("/categories/{slug}", this::category)
                .get("/search", this::search);
    }

    private Response home(Request request, Visit visit) {
        var popular =
                catalog.without(visit.deleted()).products().stream()
                        .filter(product -> POPULAR.contains(product.slug()))
                        .toList();
        var partner =
                Html.of(
                                "<img src=\"http://images.example.test/partner.png\""
                                        + " alt=\"Partner\" width=\"80\" height=\"24\">")
                        .when(defects.has(Defect.INSECURE_REFERENCE));
        var main =
                Html.of(
                        """
                        <section class="hero" aria-labelledby="welcome">
                        <h1 id="welcome">Time for a good cup</h1>
                        <p>Pots, cups and loose leaves, chosen slowly and sent fast.</p>
                        <p><a class="button" href="/catalogue">Browse everything</a></p>
                        {}</section>
                        {}
                        <section aria-labelledby="popular">
                        <h2 id="popular">Popular right now</h2>
                        {}
                        </section>
                        """,
                        partner,
                        categories(),
                        Cards.list(popular));
        return layout.page(visit, "Teapots, cups and tea", main);
    }

    private static Html categories() {
        var links =
                Arrays.stream(Category.values())
                        .map(category ->
                                Html.of(
                                        "<a href=\"/categories/{}\">{}</a>",
                                        category.slug(),
                                        category.title()));
        return Html.of(
                "<nav class=\"shelves\" aria-label=\"Categories\">{}</nav>", Html.all(links));
    }

    private Response catalogue(Request request, Visit visit) {
        var all = catalog.without(visit.deleted());
        var lead = all.products().size() + " products on all shelves.";
        return shelf(request, visit, "Catalogue", lead, all);
    }

    private Response category(Request request, Visit visit) throws Refused {
        var category =
                Category.at(request.part("slug"))
                        .orElseThrow(() -> new Refused(404, "There is no such category."));
        if (category == Category.ACCESSORIES && defects.has(Defect.CATEGORY_ERROR)) {
            throw new Refused(500, "Something went wrong on our side.");
        }
        var shelf = catalog.without(visit.deleted()).in(category);
        return shelf(request, visit, category.title(), category.lead(), shelf);
    }

    private Response shelf(
            Request request, Visit visit, String title, String lead, Catalog products) {
        var page = products.page(request.query().number("page", 1), defects);
        var main =
                Html.of(
                        """
                        {}
                        <h1>{}</h1>
                        <p class="lead">{}</p>
                        <section aria-labelledby="products">
                        <h2 id="products" class="unseen">Products</h2>
                        {}
                        </section>
                        {}
                        """,
                        categories(),
                        title,
                        lead,
                        Cards.list(page.products()),
                        pages(request.path(), page));
        return layout.page(visit, title, main);
    }

    private static Html pages(String path, Catalog.Page page) {
        if (page.last() == 1) {
            return Html.NONE;
        }
        var numbers =
                IntStream.rangeClosed(1, page.last())
                        .mapToObj(number ->
                                number == page.number()
                                        ? Html.of(
                                                "<span aria-current=\"page\">Page" + " {}</span>",
                                                number)
                                        : link(path, number, "Page " + number));
        return Html.of(
                "<nav class=\"pages\" aria-label=\"Pages\">{}{}{}</nav>",
                link(path, page.number() - 1, "Previous").when(page.number() > 1),
                Html.all(numbers),
                link(path, page.number() + 1, "Next").when(page.number() < page.last()));
    }

    private static Html link(String path, int number, String text) {
        return Html.of("<a href=\"{}?page={}\">{}</a>", path, number, text);
    }

    private Response search(Request request, Visit visit) {
        var words = request.query().text("q");
        var hits = catalog.without(visit.deleted()).search(words, defects);
        var main =
                Html.of(
                        """
                        <h1>Search results</h1>
                        <p class="lead">{}</p>
                        {}
                        """,
                        found(words, hits),
                        hits.isEmpty() ? Html.NONE : hits(hits));
        return layout.page(visit, "Search", main);
    }

    private static Html hits(List<Product> hits) {
        return Html.of(
                """
                <section aria-labelledby="products">
                <h2 id="products" class="unseen">Products</h2>
                {}
                </section>
                """,
                Cards.list(hits));
    }

    private static String found(String words, List<Product> hits) {
        if (words.isEmpty()) {
            return "Type what you are looking for.";
        }
        return switch (hits.size()) {
            case 0 -> "No products found for " + words + ".";
            case 1 -> "1 product found for " + words + ".";
            default -> hits.size() + " products found for " + words + ".";
        };
    }
}
