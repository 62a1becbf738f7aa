package io.certyn.demoshop.checkout;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the shop sends to, and how postcodes look there. */
public enum Country {
    AUSTRIA("Austria", "\\d{4}"),
    FRANCE("France", "\\d{5}"),
    GERMANY("Germany", "\\d{5}"),
    NETHERLANDS("Netherlands", "\\d{4} ?[A-Za-z]{2}"),
    UNITED_KINGDOM("United Kingdom", "[A-Za-z]{1,2}\\d[A-Za-z\\d]? ?\\d[A-Za-z]{2}");

    private final String title;
    private final String postcode;

    Country(String title, String postcode) {
        this.title = title;
        this.postcode = postcode;
    }

    public String title() {
        return title;
    }

    boolean hasPostcode(String text) {
        return Pattern.matches(postcode, text);
    }

    static Optional<Country> called(String title) {
        return Arrays.stream(values()).filter(country -> country.title.equals(title)).findFirst();
    }
}
