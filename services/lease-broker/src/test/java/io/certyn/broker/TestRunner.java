package io.certyn.broker;

import io.certyn.broker.TestCaller.Answer;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Registration;
import io.certyn.protocol.Sync;
import io.certyn.security.SigningKeys;
import io.certyn.security.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A runner as the protocol sees it: it registers, opens an instance and syncs. */
public final class TestRunner {

    private volatile URI broker = TestCaller.broker();
    private final String pool;
    private final KeyPair keys = SigningKeys.generate();
    private final AtomicLong seq = new AtomicLong();
    private String release = "1.0.0";
    private String id = "";
    private String accessToken = "";
    private String instance = "";
    private long epoch;

    public TestRunner(String pool) {
        this.pool = pool;
    }

    /** A runner of this pool that is registered and has an instance. */
    public static TestRunner online(TestCaller caller, String pool) {
        return online(caller, pool, Map.of());
    }

    public static TestRunner online(TestCaller caller, String pool, Map<String, String> labels) {
        var runner = new TestRunner(pool);
        var answer = runner.register(caller.registrationToken(pool), labels);
        if (answer.status() != 200) {
            throw new AssertionError("not registered: " + answer);
        }
        runner.open("instance-1", labels);
        return runner;
    }

    /** Which of several brokers it talks to from now on. */
    public void turnTo(URI which) {
        broker = which;
    }

    public String pool() {
        return pool;
    }

    public String id() {
        return id;
    }

    public long epoch() {
        return epoch;
    }

    /** What it says of its release from now on. */
    public TestRunner release(String said) {
        release = said;
        return this;
    }

    public String accessToken() {
        return accessToken;
    }

    public Answer register(String token, Map<String, String> labels) {
        var request =
                new Registration.Request(
                        "1.0",
                        token,
                        pool,
                        "runner",
                        SigningKeys.encodePublic(keys.getPublic()),
                        "host-1",
                        2,
                        labels,
                        release,
                        "process");
        var answer = TestCaller.send(at("/runner/v1/register"), "POST", "", json(request));
        if (answer.status() == 200) {
            id = answer.text("runnerId");
            accessToken = answer.text("accessToken");
        }
        return answer;
    }

    public Answer open(String instanceId, Map<String, String> labels) {
        return open(instanceId, "host-1", labels);
    }

    public Answer open(String instanceId, String host, Map<String, String> labels) {
        var request = new Registration.InstanceRequest(instanceId, host, release, 2, labels);
        var answer =
                TestCaller.send(at("/runner/v1/instances"), "POST", accessToken, json(request));
        if (answer.status() == 200) {
            instance = instanceId;
            epoch = answer.json().path("runnerEpoch").asLong();
        }
        return answer;
    }

    /** Asks for an access token with an assertion that this key signs. */
    public Answer refresh(KeyPair signing, Duration life) {
        var assertion =
                TokenSigner.of(id, signing.getPrivate())
                        .sign("lease-broker", id, Map.of(), life, Instant.now());
        return TestCaller.send(
                at("/runner/v1/token"),
                "POST",
                "",
                json(new Registration.TokenRequest(id, assertion)));
    }

    /** Announces another key, as the runner whose key signs. */
    public Answer announce(KeyPair next, KeyPair signing, KeyPair proving) {
        var key = SigningKeys.encodePublic(next.getPublic());
        var request =
                new Registration.KeyRequest(
                        id,
                        key,
                        assertion(signing, Map.of("key", key)),
                        assertion(proving, Map.of()));
        return TestCaller.send(at("/runner/v1/keys"), "POST", "", json(request));
    }

    private String assertion(KeyPair signing, Map<String, Object> claims) {
        return TokenSigner.of(id, signing.getPrivate())
                .sign("lease-broker", id, claims, Duration.ofSeconds(50), Instant.now());
    }

    public KeyPair keys() {
        return keys;
    }

    /** What one sync carries; everything is empty until said. */
    public final class Syncing {

        private final Map<String, Object> body = new HashMap<>();

        private Syncing() {
            body.put("protocolVersion", "1.0");
            body.put("instanceId", instance);
            body.put("runnerEpoch", epoch);
            body.put("seq", seq.incrementAndGet());
            body.put("holdMs", 0);
            body.put("freeSlots", 2);
        }

        public Syncing with(String field, Object value) {
            body.put(field, value);
            return this;
        }

        public Syncing hold(Duration hold) {
            return with("holdMs", hold.toMillis());
        }

        public Syncing claim(Sync.Offer offer) {
            return with(
                    "claims",
                    List.of(
                            new Sync.Claim(
                                    offer.session(), offer.expectedEpoch(), offer.offerId())));
        }

        public Syncing claim(String session, long expectedEpoch) {
            return with("claims", List.of(new Sync.Claim(session, expectedEpoch, "offer-x")));
        }

        public Syncing report(String session, long leaseEpoch, String state) {
            return with(
                    "leases",
                    List.of(new Sync.LeaseReport(session, leaseEpoch, state, null, "sha256:aa")));
        }

        public Syncing complete(String session, long leaseEpoch, char hash) {
            return complete(session, leaseEpoch, hash, null);
        }

        public Syncing complete(
                String session, long leaseEpoch, char hash, @Nullable String failure) {
            var result = new Sync.Result("case_1", "SHOP-001", "passed", null, null, 12, 3, false);
            return with(
                    "completions",
                    List.of(
                            new Sync.Completion(
                                    session,
                                    leaseEpoch,
                                    failure == null ? List.of(result) : List.of(),
                                    failure,
                                    null,
                                    String.valueOf(hash).repeat(64),
                                    "b".repeat(64))));
        }

        public Answer send() {
            return TestCaller.send(at("/runner/v1/sync"), "POST", accessToken, json(body));
        }

        /** By a connection of its own, which whoever closes the client hangs up. */
        public void sendBy(HttpClient client) {
            var _ =
                    client.sendAsync(
                            HttpRequest.newBuilder(at("/runner/v1/sync"))
                                    .header("Content-Type", "application/json")
                                    .header("Authorization", "Bearer " + accessToken)
                                    .POST(HttpRequest.BodyPublishers.ofString(json(body)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        }

        public CompletableFuture<Answer> sendLater() {
            return CompletableFuture.supplyAsync(
                    this::send, task -> Thread.ofVirtual().start(task));
        }

        public Sync.Answer ok() {
            return read(send());
        }
    }

    public Syncing sync() {
        return new Syncing();
    }

    public static Sync.Answer read(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("sync refused: " + answer);
        }
        try {
            return ProtocolJson.MAPPER.readValue(answer.body(), Sync.Answer.class);
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private URI at(String path) {
        return broker.resolve(path);
    }

    public static String json(Object value) {
        try {
            return ProtocolJson.MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
