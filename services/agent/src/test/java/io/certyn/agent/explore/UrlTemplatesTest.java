package io.certyn.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplatesTest {

    private static final String BASE = "https://shop.example";

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, /",
        "https://shop.example/, /",
        "https://shop.example/about/, /about",
        "https://shop.example/orders/4711, /orders/:id",
        "https://shop.example/orders/4711/items/2, /orders/:id/items/:id",
        "https://shop.example/u/8f14e45fceea167a5a36dedd4bea2543, /u/:id",
        "https://shop.example/u/123e4567-e89b-12d3-a456-426614174000, /u/:id",
        "https://shop.example/cases/case_01hzy8q7n3fkm2v5, /cases/:id",
        "https://shop.example/list?page=2&sort=name#top, /list?page&sort",
        "https://SHOP.example/list?sort=name&page=9, /list?page&sort",
        "https://other.example/x, https://other.example/x",
        "mailto:me@example.test, mailto:me@example.test",
    })
    void partsThatAreIdsAreParameters(String url, String template) {
        assertThat(new UrlTemplates(BASE).of(url)).isEqualTo(template);
    }

    @Test
    void aFolderWithManyEntriesHasOneTemplateForAllOfThem() {
        var templates = new UrlTemplates(BASE);
        IntStream.rangeClosed('a', 'f').forEach(c -> templates.learn(BASE + "/tea/" + (char) c));

        assertThat(templates.of(BASE + "/tea/a")).isEqualTo("/tea/:entry");
        assertThat(templates.of(BASE + "/tea/a/reviews")).isEqualTo("/tea/:entry/reviews");
    }

    @Test
    void aFolderWithFewEntriesHasPagesOfTheirOwn() {
        var templates = new UrlTemplates(BASE);
        List.of("pots", "cups", "teas").forEach(name -> templates.learn(BASE + "/shelf/" + name));

        assertThat(templates.of(BASE + "/shelf/cups")).isEqualTo("/shelf/cups");
    }

    @Test
    void theSectionsOfASiteAreNeverParameters() {
        var templates = new UrlTemplates(BASE);
        IntStream.rangeClosed('a', 'z').forEach(c -> templates.learn(BASE + "/" + (char) c));

        assertThat(templates.of(BASE + "/a")).isEqualTo("/a");
    }
}
