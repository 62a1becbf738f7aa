package io.certyn.demoshop.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void textIsEscapedAndMarkupIsNot() {
        var html = Html.of("<p title=\"{}\">{}</p>", "\"a'b\"", Html.of("<b>{}</b>", "<&>"));

        assertThat(html.markup())
                .isEqualTo("<p title=\"&quot;a&#39;b&quot;\"><b>&lt;&amp;&gt;</b></p>");
    }

    @Test
    void aHoleInAValueIsNotFilled() {
        assertThat(Html.of("{}-{}", "{}", "b").markup()).isEqualTo("{}-b");
    }

    @Test
    void holesAndValuesHaveToMatch() {
        assertThatThrownBy(() -> Html.of("{}")).hasMessageContaining("more holes than values");
        assertThatThrownBy(() -> Html.of("", "a")).hasMessageContaining("more values than holes");
    }
}
