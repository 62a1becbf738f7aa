package io.certyn.agent.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.step.Target.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final Snapshot PAGE =
            Snapshot.parse(
                    """
                    - heading "Cart" [level=2] [ref=e1] [box=100,100,200,20]
                    - button "Edit" [ref=e2] [box=100,140,50,20]
                    - button "Edit" [ref=e3] [box=100,400,50,20]
                    - button "Edit" [ref=e4] [box=320,100,50,20]
                    - button "Edit" [ref=e5] [box=40,100,50,20]
                    - button "Edit" [ref=e6] [box=100,60,50,20]
                    - button "Twin" [ref=e7] [box=100,140,50,20]
                    - button "Twin" [ref=e8] [box=160,141,50,20]
                    - iframe "Inside" [ref=e9] [box=0,500,400,300]:
                      - button "Framed" [ref=f1e1] [box=100,130,50,20]
                    """);

    private static String found(Side side, String name) {
        var other = new Wanted.Beside(side, "Cart", Optional.empty());
        var wanted =
                new Wanted(
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.of(other),
                        List.of());
        return switch (new Resolver(PAGE, 0).resolve(wanted, Purpose.CLICK)) {
            case Resolution.Unique(var chosen) -> chosen.handle().shown();
            case Resolution.Ambiguous(var candidates) -> "ambiguous " + candidates.size();
            case Resolution.Absent(var missing) -> missing;
        };
    }

    @Test
    void theClosestOneOnThatSideIsMeant() {
        assertThat(found(Side.BELOW, "Edit")).isEqualTo("ref=e2");
        assertThat(found(Side.ABOVE, "Edit")).isEqualTo("ref=e6");
        assertThat(found(Side.RIGHT_OF, "Edit")).isEqualTo("ref=e4");
        assertThat(found(Side.LEFT_OF, "Edit")).isEqualTo("ref=e5");
    }

    @Test
    void whenTwoAreAboutEquallyFarNoneIsTaken() {
        assertThat(found(Side.BELOW, "Twin")).isEqualTo("ambiguous 2");
        assertThat(found(Side.NEAR, "Twin")).isEqualTo("ambiguous 2");
    }

    @Test
    void whatLiesInAFrameIsNotComparedWithWhatLiesOutside() {
        assertThat(found(Side.BELOW, "Framed")).isEqualTo("no \"Framed\" below \"Cart\"");
    }
}
