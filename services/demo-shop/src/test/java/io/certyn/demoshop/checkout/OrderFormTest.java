package io.certyn.demoshop.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.demoshop.checkout.OrderForm.Entry;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.http.Fields;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFormTest {

    private static final YearMonth NOW = YearMonth.of(2026, 6);

    @Test
    void anEmptyFormHasAnErrorForEveryField() {
        assertThat(new OrderForm(Fields.NONE).errors(NOW, Defects.NONE))
                .containsOnlyKeys(Entry.values());
    }

    @ParameterizedTest
    @CsvSource({
        "Germany, 01067, true",
        "Germany, 1067, false",
        "Austria, 1010, true",
        "Netherlands, 1012 AB, true",
        "Netherlands, 1012, false",
        "United Kingdom, SW1A 1AA, true",
        "United Kingdom, 12345, false",
        "France, 75001, true",
    })
    void aPostcodeLooksAsItDoesInItsCountry(String country, String postcode, boolean fine) {
        var form = form(Map.of("country", country, "postcode", postcode));

        assertThat(form.errors(NOW, Defects.NONE).containsKey(Entry.POSTCODE)).isNotEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "06/26, true",
        "05/26, false",
        "13/30, false",
        "1/30, false",
        "'', false",
    })
    void aCardIsGoodThroughItsLastMonth(String expiry, boolean fine) {
        var form = form(Map.of("expiry", expiry));

        assertThat(form.errors(NOW, Defects.NONE).containsKey(Entry.EXPIRY)).isNotEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "name@example.com, true",
        "a.b+c@mail.example.com, true",
        "name@example, false",
        "name.example.com, false",
        "na me@example.com, false",
        "name@example..com, false",
    })
    void anAddressHasANameAndAHost(String email, boolean fine) {
        var form = form(Map.of("email", email));

        assertThat(form.errors(NOW, Defects.NONE).containsKey(Entry.EMAIL)).isNotEqualTo(fine);
    }

    private static OrderForm form(Map<String, String> fields) {
        return new OrderForm(new Fields(fields));
    }
}
