package io.certyn.demoshop.page;

import io.certyn.demoshop.catalog.Product;

/** The picture of a product, drawn from its shape and colour. */
public final class Picture {

    private Picture() {}

    public static String of(Product product) {
        return Html.of(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 160">
                        <rect width="200" height="160" fill="#f3eee6"/>
                        <ellipse cx="100" cy="132" rx="62" ry="8" fill="#d9d0c2"/>
                        <g fill="{}" stroke="{}" stroke-width="0">{}</g>
                        </svg>
                        """,
                        product.look().color(),
                        product.look().color(),
                        shape(product.look().shape()))
                .markup();
    }

    private static Html shape(Product.Shape shape) {
        return switch (shape) {
            case POT ->
                    Html.of(
                            """
                            <circle cx="100" cy="46" r="6"/>
                            <path d="M76 60q24-16 48 0z"/>
                            <path d="M62 64h76q18 34-8 66H70q-26-32-8-66z"/>
                            <path d="M58 92Q36 88 30 62l-8 2q4 46 42 52z"/>
                            <path d="M142 74q32-4 30 22t-36 24" fill="none" stroke-width="8"/>
                            <path d="M70 76q-6 22 4 42" fill="none" stroke="#fff" stroke-width="5" \
                            stroke-linecap="round" opacity=".45"/>
                            """);
            case CUP ->
                    Html.of(
                            """
                            <path d="M56 62h80q0 52-22 68H78Q56 114 56 62z"/>
                            <path d="M134 74q28-4 26 16t-36 20" fill="none" stroke-width="8"/>
                            <path d="M80 50q-8-10 0-18t0-16m18 34q-8-10 0-18t0-16m18 34q-8-10 0-18t0-16" \
                            fill="none" stroke="#c9bfae" stroke-width="4" stroke-linecap="round"/>
                            <path d="M68 74q2 24 10 40" fill="none" stroke="#fff" stroke-width="5" \
                            stroke-linecap="round" opacity=".45"/>
                            """);
            case TIN ->
                    Html.of(
                            """
                            <rect x="64" y="34" width="72" height="16" rx="4"/>
                            <rect x="60" y="52" width="80" height="80" rx="5"/>
                            <rect x="70" y="68" width="60" height="46" rx="3" fill="#fbf8f2"/>
                            <path d="M100 104q-22-8-14-28 22 0 22 20-4-10-16-14 10 8 8 22z"/>
                            """);
            case TOOL ->
                    Html.of(
                            """
                            <rect x="94" y="22" width="12" height="62" rx="6"/>
                            <path d="M84 82h32l10 50H74z"/>
                            <path d="M84 92l-4 36m10-36l-2 36m12-36v36m10-36l2 36m4-36l4 36" \
                            stroke="#fff" stroke-width="2" opacity=".5"/>
                            """);
        };
    }
}
