package io.certyn.benchmarks.leases;

import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.ProtocolVersion;
import io.certyn.protocol.Registration;
import io.certyn.security.SigningKeys;
import java.io.IOException;
import java.util.Map;

/** Who a registered runner is and what proves it. */
record RunnerIdentity(String instance, long epoch, String accessToken, int slots) {

    static final String VERSION = "1.0.0";

    /** For another process to {@link #read}. */
    String line() throws IOException {
        return ProtocolJson.MAPPER.writeValueAsString(this);
    }

    static RunnerIdentity read(String line) throws IOException {
        return ProtocolJson.MAPPER.readValue(line, RunnerIdentity.class);
    }

    /** Of a runner that did not exist before, with its first instance. */
    static RunnerIdentity register(BrokerHttp http, String pool, String token, int slots)
            throws IOException, InterruptedException {
        var key = SigningKeys.encodePublic(SigningKeys.generate().getPublic());
        var known =
                http.post(
                                "/runner/v1/register",
                                "",
                                new Registration.Request(
                                        ProtocolVersion.CURRENT,
                                        token,
                                        pool,
                                        "bench",
                                        key,
                                        "host",
                                        slots,
                                        Map.of(),
                                        VERSION,
                                        "process"))
                        .as(Registration.Answer.class);
        var instance = "i-" + known.runnerId();
        var opened =
                http.post(
                                "/runner/v1/instances",
                                known.accessToken(),
                                new Registration.InstanceRequest(
                                        instance, "host", VERSION, slots, Map.of()))
                        .as(Registration.InstanceAnswer.class);
        return new RunnerIdentity(instance, opened.runnerEpoch(), known.accessToken(), slots);
    }
}
