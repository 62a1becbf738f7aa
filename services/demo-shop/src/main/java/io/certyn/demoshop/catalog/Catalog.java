package io.certyn.demoshop.catalog;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The products for sale, in the order in which they are shown. */
public record Catalog(List<Product> products) {

    private static final int PAGE = 6;

    public Catalog {
        products = List.copyOf(products);
    }

    /** A page of products. */
    public record Page(List<Product> products, int number, int last) {
        public Page {
            products = List.copyOf(products);
        }
    }

    public Optional<Product> product(String slug) {
        return products.stream().filter(product -> product.slug().equals(slug)).findFirst();
    }

    public Catalog without(Set<String> slugs) {
        return new Catalog(
                products.stream().filter(product -> !slugs.contains(product.slug())).toList());
    }

    public Catalog in(Category category) {
        return new Catalog(
                products.stream().filter(product -> product.category() == category).toList());
    }

    /** The page with this number, or the nearest one there is. */
    public Page page(int wanted, Defects defects) {
        int last = Math.max(1, (products.size() + PAGE - 1) / PAGE);
        int number = Math.clamp(wanted, 1, last);
        int from = (number - 1) * PAGE;
        int to = Math.min(products.size(), from + PAGE);
        if (number > 1 && defects.has(Defect.PAGINATION_SKIPS)) {
            from++;
        }
        return new Page(products.subList(from, to), number, last);
    }

    /** What has these words in its name. */
    public List<Product> search(String words, Defects defects) {
        if (words.isEmpty()) {
            return List.of();
        }
        var wanted = folded(words, defects);
        var hits =
                products.stream()
                        .filter(product -> folded(product.name(), defects).contains(wanted))
                        .toList();
        boolean drops = hits.size() > 1 && defects.has(Defect.SEARCH_DROPS_LAST);
        return drops ? hits.subList(0, hits.size() - 1) : hits;
    }

    private static String folded(String text, Defects defects) {
        return defects.has(Defect.SEARCH_CASE_SENSITIVE) ? text : text.toLowerCase(Locale.ROOT);
    }

    /** What is really deleted when somebody deletes the product at this address. */
    public Optional<Product> deletedFor(String slug, Defects defects) {
        var chosen = product(slug);
        if (chosen.isEmpty() || !defects.has(Defect.DELETES_WRONG_PRODUCT)) {
            return chosen;
        }
        int next = (products.indexOf(chosen.get()) + 1) % products.size();
        return Optional.of(products.get(next));
    }

    /** A table of names and prices with commas between, as spreadsheets read it. */
    public String priceList(Defects defects) {
        var list = new StringBuilder("product,category,price in euro\r\n");
        if (!defects.has(Defect.DOWNLOAD_EMPTY)) {
            products.forEach(product -> list.append(line(product)));
        }
        return list.toString();
    }

    private static String line(Product product) {
        return product.name()
                + ','
                + product.category().title()
                + ','
                + product.price().plain()
                + "\r\n";
    }
}
