package io.certyn.demoshop.catalog;

import static io.certyn.demoshop.catalog.Category.ACCESSORIES;
import static io.certyn.demoshop.catalog.Category.CUPS;
import static io.certyn.demoshop.catalog.Category.TEAPOTS;
import static io.certyn.demoshop.catalog.Category.TEAS;

import io.certyn.demoshop.catalog.Product.Look;
import io.certyn.demoshop.catalog.Product.Shape;
import java.util.List;
import java.util.Optional;

/** What the demo shop sells. The cases in {@code project/cases} know these names and prices. */
public final class Assortment {

    private Assortment() {}

    public static Catalog catalog() {
        return new Catalog(
                List.of(
                        pot(
                                "Blue teapot",
                                3900,
                                12,
                                "#3f6fa8",
                                "Glazed stoneware in the blue of a winter morning. Holds 0.8"
                                        + " litres."),
                        pot(
                                "Cast-iron teapot",
                                5000,
                                7,
                                "#4a4e54",
                                "Heavy, quiet and warm for an hour. Comes with a sieve of steel."),
                        pot(
                                "Clay teapot",
                                4500,
                                5,
                                "#a4644a",
                                "Unglazed Yixing clay that remembers every tea it meets."),
                        pot(
                                "Glass teapot",
                                3450,
                                9,
                                "#8fb8b0",
                                "Heat-proof glass: watch the leaves open."),
                        pot(
                                "Red teapot",
                                3900,
                                3,
                                "#b5493f",
                                "The blue one's warmer sister. Holds 0.8 litres."),
                        pot(
                                "Travel teapot",
                                2990,
                                14,
                                "#6d7a52",
                                "One pot and two cups in a felt case."),
                        pot(
                                "White teapot",
                                3600,
                                11,
                                "#b9b3a6",
                                "Porcelain, thin enough to see the light through it."),
                        cup(
                                "Espresso cup",
                                950,
                                30,
                                "#7a5a44",
                                "Thick walls keep a short drink hot."),
                        cup("Latte cup", 1200, 24, "#c58f5c", "Wide and low, with room for milk."),
                        cup("Matcha bowl", 1850, 8, "#5f7f4f", "A bowl with room for the whisk."),
                        cup(
                                "Porcelain gaiwan",
                                2200,
                                0,
                                "#9fb2c4",
                                "Lid, bowl and saucer for many short infusions."),
                        cup(
                                "Stoneware mug",
                                1400,
                                40,
                                "#6a6f86",
                                "The one you reach for every morning."),
                        reducedMug(),
                        tea(
                                "Assam breakfast tea",
                                790,
                                50,
                                "#8a3f2d",
                                "Malty and strong. Takes milk well. 100 g."),
                        tea(
                                "Chamomile flowers",
                                550,
                                35,
                                "#d7a93b",
                                "Whole flowers for quiet evenings. 50 g."),
                        tea(
                                "Darjeeling first flush",
                                1290,
                                15,
                                "#9aa04a",
                                "Spring leaves, light and floral. 100 g."),
                        tea(
                                "Earl Grey tea",
                                850,
                                45,
                                "#43637f",
                                "Black tea with oil of bergamot. 100 g."),
                        tea(
                                "Green sencha tea",
                                990,
                                28,
                                "#4f8a5b",
                                "Steamed leaves, fresh as cut grass. 100 g."),
                        tea(
                                "Peppermint leaves",
                                520,
                                33,
                                "#5aa18c",
                                "Dried leaf, nothing else. 50 g."),
                        tool(
                                "Bamboo tray",
                                1600,
                                10,
                                "#b08d57",
                                "Carries a pot and two cups, drains what is spilled."),
                        tool(
                                "Cosy for teapots",
                                1350,
                                6,
                                "#8f5f7d",
                                "Quilted wool, fits pots up to one litre."),
                        tool("Honey dipper", 480, 60, "#c0873a", "Turned from one piece of beech."),
                        tool(
                                "Matcha whisk",
                                1100,
                                4,
                                "#a7a15a",
                                "Eighty tines, cut by hand from bamboo."),
                        tool(
                                "Tea strainer",
                                640,
                                22,
                                "#7d868c",
                                "Fine steel mesh with a drip bowl.")));
    }

    private static Product pot(String name, int cents, int stock, String color, String text) {
        return product(name, TEAPOTS, cents, stock, new Look(Shape.POT, color), text);
    }

    private static Product cup(String name, int cents, int stock, String color, String text) {
        return product(name, CUPS, cents, stock, new Look(Shape.CUP, color), text);
    }

    private static Product tea(String name, int cents, int stock, String color, String text) {
        return product(name, TEAS, cents, stock, new Look(Shape.TIN, color), text);
    }

    private static Product tool(String name, int cents, int stock, String color, String text) {
        return product(name, ACCESSORIES, cents, stock, new Look(Shape.TOOL, color), text);
    }

    private static Product reducedMug() {
        return new Product(
                "Travel mug",
                CUPS,
                new Money(1900),
                Optional.of(new Money(2400)),
                18,
                new Look(Shape.CUP, "#2f7d78"),
                "Steel, double-walled, tight when it lies in the bag.");
    }

    private static Product product(
            String name, Category category, int cents, int stock, Look look, String text) {
        return new Product(name, category, new Money(cents), Optional.empty(), stock, look, text);
    }
}
