package io.certyn.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.agent.check.TrafficChecks.Answered;
import io.certyn.protocol.step.Expectation.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficChecksTest {

    private static final Status SUCCESS = new Status(200, 299);
    private static final List<Answered> ORDERS =
            List.of(new Answered("POST", "https://shop.example/api/orders?page=2", 201));

    @ParameterizedTest
    @CsvSource({
        "/api/orders, true",
        "/api/orders?page=2, true",
        "/api/orders?page=3, false",
        "/api/order, false",
        "/api, false",
        "https://shop.example/api/orders, true",
        "https://shop.example/api/orders?page=2, true",
        "http://shop.example/api/orders, false",
        "https://shop.example, false"
    })
    void anAddressIsComparedAsFarAsItIsGiven(String address, boolean expected) {
        assertThat(TrafficChecks.requested(ORDERS, "POST", address, SUCCESS).holds())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a|b", "/a|b?q={x}^", "https://shop.example/a|b"})
    void anAddressMayHaveWhatOnlyBrowsersAllow(String address) {
        var seen = List.of(new Answered("GET", "https://shop.example/a|b?q={x}^", 200));

        assertThat(TrafficChecks.requested(seen, "GET", address, SUCCESS).holds()).isTrue();
    }

    @Test
    void anotherMethodIsAnotherRequest() {
        assertThat(TrafficChecks.requested(ORDERS, "GET", "/api/orders", SUCCESS))
                .isEqualTo(new Finding(false, "no such request was answered"));
    }

    @Test
    void anotherStatusIsNamed() {
        assertThat(TrafficChecks.requested(ORDERS, "POST", "/api/orders", new Status(400, 499)))
                .isEqualTo(new Finding(false, "answered with 201"));
    }
}
