package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private final OpenShop shop = OpenShop.with();
    private final Visitor visitor = shop.visitor();

    @AfterEach
    void close() {
        visitor.close();
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, Time for a good cup",
        "/catalogue, Catalogue",
        "/categories/teapots, Teapots",
        "/search?q=mug, Search results",
        "/products/blue-teapot, Blue teapot",
        "/cart, Your cart",
        "/sign-in, Sign in",
        "/account, Sign in",
        "/admin, Sign in",
        "/checkout, Your cart",
        "/stores, Stores",
        "/widgets/delivery, When will it arrive?",
        "/contact, Contact us",
        "/about, About us",
        "/shipping, Shipping costs",
        "/price-list, Price list",
        "/report, Tea report",
        "/slow, Slow page",
    })
    void aPageHasItsHeading(String path, String heading) {
        var page = visitor.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(">" + heading + "</h1>");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({
        "/no-such-page, 404",
        "/products/no-such-product, 404",
        "/categories/no-such-category, 404",
        "/orders/LC-1001, 404",
        "/images/none.svg, 404",
        "/static/none.css, 404",
        "/status/418, 404",
        "/status/500, 500",
        "/status/503, 503",
        "/slow?seconds=21, 400",
        "/slow?seconds=-1, 400",
    })
    void anErrorIsAPageWithItsStatus(String path, int status) {
        var page = visitor.get(path);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("Back to the shop");
    }

    @Test
    void healthIsOk() {
        assertThat(visitor.get("/healthz").body()).isEqualTo("ok\n");
    }

    @Test
    void theSlowPageTakesTheSecondsThatWereAskedFor() {
        visitor.get("/slow?seconds=3");

        assertThat(shop.longestPause()).isEqualTo(Duration.ofSeconds(3));
    }

    /**
     * Without a defect nothing is broken: every link, picture, style and script leads somewhere.
     */
    @Test
    void everyReferenceOfAnyPageIsAnswered() {
        var reference = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
        var statuses = new TreeMap<String, Integer>();
        var open = new ArrayDeque<String>();
        open.add("/");
        while (!open.isEmpty()) {
            var path = open.remove();
            var page = visitor.get(path.replace("&amp;", "&"));
            statuses.put(path, page.statusCode());
            var found = new TreeSet<String>();
            reference.matcher(page.body()).results().forEach(hit -> found.add(hit.group(1)));
            found.removeAll(statuses.keySet());
            found.removeAll(open);
            open.addAll(found);
        }

        assertThat(statuses.values()).containsOnly(200);
        assertThat(statuses.keySet())
                .contains("/products/tea-strainer", "/shipping", "/static/shop.css", "/stores");
    }

    @Test
    void everyInputOfAPageHasALabel() {
        visitor.add("latte-cup", 1);
        for (var path : new String[] {"/", "/cart", "/checkout", "/sign-in", "/contact"}) {
            var body = visitor.read(path);
            var input = Pattern.compile("<(?:input|select|textarea)[^>]*>");
            assertThat(input.matcher(body).results().map(hit -> hit.group()))
                    .filteredOn(tag -> !tag.contains("type=\"hidden\""))
                    .allSatisfy(tag -> assertThat(isLabelled(tag, body)).as(tag).isTrue());
        }
    }

    private static boolean isLabelled(String tag, String body) {
        var id = Pattern.compile(" id=\"([^\"]+)\"").matcher(tag);
        return tag.contains("aria-label=")
                || (id.find() && body.contains("<label for=\"" + id.group(1) + "\">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search?q=", "/widgets/delivery?city="})
    void whatAVisitorTypesIsText(String path) {
        var body = visitor.read(path + "%3Cscript%3Ealert(1)%3C/script%3E%22%27%26");

        assertThat(body).doesNotContain("<script>alert(1)");
        assertThat(body).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    }

    @Test
    void aNameWithMarkupIsTextOnEveryPage() {
        visitor.signInAsAlice();

        var body = visitor.submit("/account/name", Map.of("display-name", "<b>\"Al")).body();

        assertThat(body).contains("Hello, &lt;b&gt;&quot;Al").doesNotContain("<b>");
    }

    @Test
    void theListAndTheInvoiceAreFilesToSave() {
        visitor.add("travel-mug", 2);
        visitor.order();

        var list = visitor.get("/price-list.csv");
        var invoice = visitor.get("/orders/LC-1001/invoice.csv");

        assertThat(list.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"price-list.csv\"");
        assertThat(list.body().lines()).hasSize(25).contains("Blue teapot,Teapots,39.00");
        assertThat(invoice.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"invoice-LC-1001.csv\"");
        assertThat(invoice.body().lines())
                .containsExactly(
                        "product,quantity,price in euro",
                        "Travel mug,2,38.00",
                        "Shipping,1,4.90",
                        "Total,,42.90");
    }
}
