package io.certyn.demoshop.checkout;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Fields;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was entered to order. The card is looked at and never kept. */
public record OrderForm(Fields fields) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern CARD = Pattern.compile("\\d{13,19}");
    private static final Pattern EXPIRY = Pattern.compile("(0[1-9]|1[0-2])/(\\d{2})");
    private static final Pattern CODE = Pattern.compile("\\d{3,4}");

    /** A field of the form. */
    public enum Entry {
        NAME("name", "Full name"),
        EMAIL("email", "E-mail"),
        STREET("street", "Street and number"),
        POSTCODE("postcode", "Postcode"),
        CITY("city", "City"),
        COUNTRY("country", "Country"),
        CARD("card", "Card number"),
        EXPIRY("expiry", "Expiry (MM/YY)"),
        CODE("cvc", "Security code"),
        TERMS("terms", "I accept the terms");

        private final String field;
        private final String label;

        Entry(String field, String label) {
            this.field = field;
            this.label = label;
        }

        /** The name of the input. */
        public String field() {
            return field;
        }

        public String label() {
            return label;
        }

        /** Whether a refused form shows again what was entered. */
        boolean isShownAgain() {
            return switch (this) {
                case NAME, EMAIL, STREET, POSTCODE, CITY, COUNTRY, TERMS -> true;
                case CARD, EXPIRY, CODE -> false;
            };
        }
    }

    public String text(Entry entry) {
        return fields.text(entry.field());
    }

    /** One sentence for each field that cannot stay as it is. */
    public Map<Entry, String> errors(YearMonth now, Defects defects) {
        var errors = new EnumMap<Entry, String>(Entry.class);
        for (var entry : Entry.values()) {
            error(entry, now, defects).ifPresent(sentence -> errors.put(entry, sentence));
        }
        return errors;
    }

    private Optional<String> error(Entry entry, YearMonth now, Defects defects) {
        return switch (entry) {
            case NAME -> unless(!text(entry).isEmpty(), "Enter your full name.");
            case EMAIL -> emailError(defects);
            case STREET -> unless(!text(entry).isEmpty(), "Enter your street and number.");
            case POSTCODE -> postcodeError(defects);
            case CITY -> unless(!text(entry).isEmpty(), "Enter your city.");
            case COUNTRY -> unless(country().isPresent(), "Choose a country.");
            case CARD -> unless(isCard(), "Enter a valid card number.");
            case EXPIRY -> unless(isInFuture(now), "Enter an expiry date in the future.");
            case CODE ->
                    unless(
                            CODE.matcher(text(entry)).matches(),
                            "Enter the three or four digits of the security code.");
            case TERMS ->
                    unless(
                            fields.has(entry.field()) || defects.has(Defect.TERMS_NOT_REQUIRED),
                            "Accept the terms to order.");
        };
    }

    private static Optional<String> unless(boolean fine, String sentence) {
        return fine ? Optional.empty() : Optional.of(sentence);
    }

    private Optional<String> emailError(Defects defects) {
        var email = text(Entry.EMAIL);
        if (email.isEmpty()) {
            return Optional.of("Enter your e-mail address.");
        }
        boolean fine = EMAIL.matcher(email).matches() || defects.has(Defect.EMAIL_NOT_VALIDATED);
        return unless(fine, "Enter an e-mail address like name@example.com.");
    }

    private Optional<String> postcodeError(Defects defects) {
        var postcode = text(Entry.POSTCODE);
        boolean refused = postcode.startsWith("0") && defects.has(Defect.POSTCODE_REFUSED);
        boolean fine =
                !postcode.isEmpty()
                        && country().map(country -> country.hasPostcode(postcode)).orElse(true)
                        && !refused;
        return unless(fine, "Enter a valid postcode.");
    }

    public Optional<Country> country() {
        return Country.called(text(Entry.COUNTRY));
    }

    private boolean isCard() {
        var digits = text(Entry.CARD).replace(" ", "");
        return CARD.matcher(digits).matches() && luhn(digits) % 10 == 0;
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum;
    }

    private boolean isInFuture(YearMonth now) {
        var matcher = EXPIRY.matcher(text(Entry.EXPIRY));
        if (!matcher.matches()) {
            return false;
        }
        var expiry =
                YearMonth.of(
                        2000 + Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(1)));
        return !expiry.isBefore(now);
    }
}
