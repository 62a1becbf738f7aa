package io.certyn.broker.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Stage;
import io.certyn.ids.SessionId;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncReadingTest {

    private static final SessionId SESSION = new SessionId(new UUID(1, 1));

    @Test
    void whatIsMissingIsEmpty() {
        var exchange = read("{}");
        assertThat(exchange.holdings().leases()).isEmpty();
        assertThat(exchange.holdings().inventory()).isNull();
        assertThat(exchange.wishes().claims()).isEmpty();
        assertThat(exchange.results().completions()).isEmpty();
    }

    @Test
    void anEmptyInventoryIsNotAMissingOne() {
        assertThat(read("{\"inventory\":[]}").holdings().inventory()).isEmpty();
    }

    @Test
    void aLeaseIsReadWithItsStage() {
        var exchange =
                read("{\"leases\":[{\"session\":\"%s\",\"epoch\":3,\"state\":\"running\"}]}");
        assertThat(exchange.holdings().leases())
                .containsExactly(new Exchange.Holding(SESSION, 3, Stage.RUNNING, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"leases\":[{\"session\":\"ses_1\",\"epoch\":1,\"state\":\"running\"}]}",
                "{\"leases\":[{\"session\":\"%s\",\"epoch\":1,\"state\":\"finished\"}]}",
                "{\"leases\":[null]}",
                "{\"claims\":[{\"session\":\"%s\",\"expectedEpoch\":0}]}",
                "{\"completions\":[{\"session\":\"%s\",\"epoch\":1,\"resultHash\":\"short\"}]}",
                "{\"events\":[{\"session\":\"%s\",\"epoch\":1,\"seq\":0,\"type\":\"x\"}]}",
                "{\"acks\":[{\"commandId\":\"mine\",\"result\":\"DONE\"}]}"
            })
    void whatMakesNoSenseIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(SyncReading.Senseless.class);
    }

    private static Exchange read(String body) {
        try {
            return SyncReading.read(
                    ProtocolJson.MAPPER.readValue(
                            body.replace("%s", SESSION.toString()), Sync.Request.class));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
