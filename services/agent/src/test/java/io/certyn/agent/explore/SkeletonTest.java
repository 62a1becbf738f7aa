package io.certyn.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.agent.find.Snapshot;
import org.junit.jupiter.api.Test;

class SkeletonTest {

    private static final String PRODUCT =
            """
            - banner [ref=e1]:
              - link "Home" [ref=e2]
            - main [ref=e3]:
              - heading "Blue teapot" [level=1] [ref=e4]
              - list [ref=e5]:
                - listitem [ref=e6]: Nice
              - button "Add to cart" [ref=e7]
            """;

    private static Skeleton of(String snapshot) {
        return Skeleton.of(Snapshot.parse(snapshot));
    }

    @Test
    void otherWordsAndMoreOfTheSameMakeNoOtherPage() {
        var other =
                PRODUCT.replace("Blue teapot", "Cup 12")
                        .replace(
                                "    - listitem [ref=e6]: Nice\n",
                                "    - listitem [ref=e6]: Good\n    - listitem [ref=e9]: Bad\n");

        assertThat(of(other).hash()).isEqualTo(of(PRODUCT).hash());
    }

    @Test
    void aDialogThatOpensAddsSomething() {
        var open = PRODUCT + "- dialog \"Sizes\" [ref=e10]:\n  - button \"Close\" [ref=e11]\n";

        assertThat(of(open).addsTo(of(PRODUCT))).isTrue();
        assertThat(of(PRODUCT).addsTo(of(open))).isFalse();
    }

    @Test
    void pagesThatDifferInASmallPartAreAlikeAndOthersAreNot() {
        var same = PRODUCT + "- contentinfo [ref=e12]\n";
        var form = "- main [ref=e1]:\n  - textbox \"Name\" [ref=e2]\n";

        assertThat(of(same).isLike(of(PRODUCT))).isTrue();
        assertThat(of(form).isLike(of(PRODUCT))).isFalse();
    }
}
