package io.certyn.agent.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.step.Role;
import io.certyn.protocol.step.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against a snapshot recorded from a real page. */
class ResolverTest {

    private static final Snapshot SHOP = recorded();

    private static Snapshot recorded() {
        try (var in = Objects.requireNonNull(ResolverTest.class.getResourceAsStream("shop.aria"))) {
            return Snapshot.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Wanted named(String name) {
        return new Wanted(
                name, Optional.empty(), Optional.empty(), false, Optional.empty(), List.of());
    }

    private static Wanted in(String section, Wanted wanted) {
        return new Wanted(
                wanted.name(),
                wanted.role(),
                wanted.position(),
                wanted.exactly(),
                wanted.beside(),
                List.of(new Wanted.Scope(section, Optional.empty())));
    }

    private static Wanted of(Role role, String name) {
        return new Wanted(
                name, Optional.of(role), Optional.empty(), false, Optional.empty(), List.of());
    }

    private static String found(Wanted wanted, Purpose purpose) {
        return switch (new Resolver(SHOP, 0).resolve(wanted, purpose)) {
            case Resolution.Unique(var chosen) -> chosen.handle().shown() + " " + chosen.tier();
            case Resolution.Ambiguous(var candidates) -> "ambiguous " + candidates.size();
            case Resolution.Absent(var missing) -> missing;
        };
    }

    @Test
    void anExactNameOfTheRightRoleIsTaken() {
        assertThat(found(named("Save"), Purpose.CLICK)).isEqualTo("ref=e20 EXACT");
        assertThat(found(named("E-mail"), Purpose.FILL)).isEqualTo("ref=e11 EXACT");
        assertThat(found(named("Country"), Purpose.CHOOSE)).isEqualTo("ref=e17 EXACT");
        assertThat(found(named("I agree"), Purpose.TICK)).isEqualTo("ref=e15 EXACT");
        assertThat(found(named("Hello: \"World\""), Purpose.SEE)).isEqualTo("ref=e7 EXACT");
    }

    @Test
    void caseAndPartsOfANameAreWeakerThanTheWholeName() {
        assertThat(found(named("save"), Purpose.CLICK)).isEqualTo("ref=e20 INSENSITIVE");
        assertThat(found(named("Cart"), Purpose.CLICK)).isEqualTo("ref=e4 PREFIX");
        assertThat(found(named("Your pw"), Purpose.FILL)).isEqualTo("ref=e13 LABEL");
    }

    @Test
    void severalThatFitEquallyAreNeverDecidedByOrder() {
        assertThat(found(named("Remove"), Purpose.CLICK)).isEqualTo("ambiguous 2");
        assertThat(found(of(Role.BUTTON, "Add to cart"), Purpose.CLICK)).isEqualTo("ambiguous 2");
    }

    @Test
    void aSectionNarrowsTheSearch() {
        assertThat(found(in("Apple", named("Remove")), Purpose.CLICK)).isEqualTo("ref=e33 EXACT");
        assertThat(found(in("Tea", named("Add to cart")), Purpose.CLICK))
                .isEqualTo("ref=e42 EXACT");
        assertThat(found(in("Card one", named("Open")), Purpose.CLICK)).isEqualTo("ref=e53 EXACT");
        assertThat(found(in("Sign in", named("Save")), Purpose.CLICK)).isEqualTo("ref=e20 EXACT");
    }

    @Test
    void aHeadingOpensASectionUpToTheNextOne() {
        assertThat(found(in("Delivery", named("Change")), Purpose.CLICK))
                .isEqualTo("ref=e56 EXACT");
        assertThat(found(in("Payment", named("Change")), Purpose.CLICK)).isEqualTo("ref=e58 EXACT");
    }

    @Test
    void aSectionThatIsNotThereIsNamed() {
        assertThat(found(in("Basket", named("Remove")), Purpose.CLICK))
                .isEqualTo("no section \"Basket\"");
        assertThat(found(named("Delete"), Purpose.CLICK)).isEqualTo("no \"Delete\"");
    }

    @Test
    void aPositionChoosesAmongEqualsInDocumentOrder() {
        var second =
                new Wanted(
                        "Remove",
                        Optional.empty(),
                        Optional.of(new Target.Position.Nth(2)),
                        false,
                        Optional.empty(),
                        List.of());
        var third =
                new Wanted(
                        "Remove",
                        Optional.empty(),
                        Optional.of(new Target.Position.Nth(3)),
                        false,
                        Optional.empty(),
                        List.of());

        assertThat(found(second, Purpose.CLICK)).isEqualTo("ref=e38 EXACT");
        assertThat(found(third, Purpose.CLICK)).isEqualTo("only 2 of \"Remove\"");
    }

    @Test
    void textIsTakenOnlyWhenNothingBetterFits() {
        assertThat(found(named("Clickable div"), Purpose.CLICK)).isEqualTo("ref=e59 EXACT");
        assertThat(found(named("On Monday"), Purpose.CLICK)).isEqualTo("ref=e55 EXACT");
        assertThat(found(named("Save"), Purpose.FILL)).isEqualTo("no \"Save\"");
    }

    @Test
    void aNumberIsNotFoundWithinALongerOne() {
        assertThat(found(named("4.00"), Purpose.SEE)).startsWith("ref=e40").endsWith("EXACT");
        assertThat(found(named("0.00"), Purpose.SEE)).isEqualTo("no \"0.00\"");
    }

    @Test
    void whatIsReadIsTheSectionOrTheNamedElementNotItsLabel() {
        assertThat(found(named("Summary"), Purpose.READ)).isEqualTo("ref=e46 EXACT");
        assertThat(found(named("Shipping"), Purpose.READ)).isEqualTo("ref=e60 EXACT");
        assertThat(found(of(Role.ROW, "Apple"), Purpose.READ)).isEqualTo("ref=e29 EXACT");
        assertThat(found(named("Delivery"), Purpose.READ)).isEqualTo("section EXACT");
    }

    @Test
    void elementsInFramesAreFoundToo() {
        assertThat(found(named("Card number"), Purpose.FILL)).isEqualTo("ref=f1e3 EXACT");
    }

    @Test
    void aTestIdComesBeforeEveryName() {
        assertThat(new Resolver(SHOP, 1).resolve(named("Save"), Purpose.CLICK).candidates())
                .singleElement()
                .satisfies(candidate ->
                        assertThat(candidate.handle()).isEqualTo(new Handle.TestId("Save", 0)));
    }

    @Test
    void anythingIsReadWithoutFailing() {
        var broken = "- button \"un\n   - text\n- : \n-\n- 'x\n- a \"b\\\n- [ref=\n";

        assertThat(Snapshot.parse(broken).nodes()).isNotEmpty();
    }
}
