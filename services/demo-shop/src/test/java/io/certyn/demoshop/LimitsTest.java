package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final OpenShop shop = OpenShop.with();
    private final Visitor visitor = shop.visitor();

    @AfterEach
    void close() {
        visitor.close();
        shop.close();
    }

    @Test
    void aFormThatIsTooLargeIsRefused() {
        var page = visitor.submit("/contact", FORM, "message=" + "x".repeat(70_000));

        assertThat(page.statusCode()).isEqualTo(413);
    }

    @Test
    void aFieldThatIsTooLongIsRefused() {
        var page = visitor.submit("/contact", FORM, "message=" + "x".repeat(4_001));

        assertThat(page.statusCode()).isEqualTo(400);
    }

    @Test
    void tooManyFieldsAreRefused() {
        var body = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            body.append("f").append(i).append("=1&");
        }

        assertThat(visitor.submit("/contact", FORM, body.toString()).statusCode()).isEqualTo(400);
    }

    @Test
    void anAddressThatIsTooLongIsRefused() {
        assertThat(visitor.get("/search?q=" + "x".repeat(2_000)).statusCode()).isEqualTo(414);
    }

    @Test
    void anythingButAFormIsRefused() {
        assertThat(visitor.submit("/contact", "application/json", "{}").statusCode())
                .isEqualTo(415);
    }

    @Test
    void aMethodThatIsNotMeantIsRefusedWithTheOnesThatAre() {
        var page = visitor.method("DELETE", "/cart");

        assertThat(page.statusCode()).isEqualTo(405);
        assertThat(page.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void aHeadIsAnsweredWithoutABody() {
        var answer = visitor.method("HEAD", "/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    }

    @Test
    void aBrokenPercentSignIsRefused() {
        var page = visitor.submit("/contact", FORM, "message=%zz");

        assertThat(page.statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyOrdersWithoutEnd() {
        for (int i = 0; i < 49; i++) {
            visitor.add("latte-cup", 1);
            visitor.order();
        }
        visitor.add("latte-cup", 1);

        assertThat(visitor.order().body()).contains("This visitor has ordered enough.");
    }
}
