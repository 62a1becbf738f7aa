package io.certyn.demoshop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.demoshop.defect.Defects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private final Catalog catalog = Assortment.catalog();

    @Test
    void pagesShowEveryProductOnce() {
        var seen = new ArrayList<Product>();
        for (int number = 1; number <= 4; number++) {
            seen.addAll(catalog.page(number, Defects.NONE).products());
        }

        assertThat(seen).isEqualTo(catalog.products());
    }

    @Test
    void aPageThatIsNotThereIsTheNearestOne() {
        assertThat(catalog.page(-3, Defects.NONE).number()).isEqualTo(1);
        assertThat(catalog.page(99, Defects.NONE).number()).isEqualTo(4);
        assertThat(new Catalog(List.of()).page(1, Defects.NONE).last()).isEqualTo(1);
    }

    @Test
    void aSearchForNothingFindsNothing() {
        assertThat(catalog.search("", Defects.NONE)).isEmpty();
    }

    @Test
    void addressesAreUnique() {
        assertThat(catalog.products())
                .hasSize(24)
                .extracting(Product::slug)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsTakenOutIsNotFound() {
        assertThat(catalog.without(Set.of("blue-teapot")).product("blue-teapot")).isEmpty();
    }
}
