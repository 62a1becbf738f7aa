package io.certyn.artifact;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.events.session.SessionFinished;
import io.certyn.events.session.SessionLeased;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.EvidenceManifest;
import io.certyn.protocol.Uploads;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.keys.TestKeys;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for evidence wherever its bytes lie; each store is an application of its own. */
abstract class EvidenceContract {

    private static final TenantId TENANT = new TenantId(new UUID(0, 7));
    private static final String IMAGE = "an image, as far as anybody can tell";

    private static @Nullable KafkaProducer<String, String> producer;
    private static @Nullable KafkaConsumer<String, String> consumer;
    private static final Map<String, CloudEvent> SEALS = new HashMap<>();

    private final RunId run = new RunId(UUID.randomUUID());
    private final SessionId session = new SessionId(UUID.randomUUID());

    @BeforeAll
    static void connect() {
        var kafka = BackingServices.kafka();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new StringSerializer());
        consumer = consumer("test");
        consumer.subscribe(List.of(Topics.ARTIFACT_EVENTS));
    }

    private static KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        BackingServices.kafka(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    @AfterAll
    static void disconnect() {
        if (producer != null) {
            producer.close();
        }
        if (consumer != null) {
            consumer.close();
        }
    }

    @Test
    void everyRowNamesItsTenant() {
        assertThat(BackingServices.tablesWithoutTenant("artifact")).isEmpty();
    }

    @Test
    void uploadedEvidenceIsSealedListedAndServed() throws Exception {
        var picture = file("steps/0001-after.jpg", "screenshot", IMAGE, "image/jpeg");
        var manifest = manifest(picture);
        leased(1);

        upload(1, picture, IMAGE).statusCode(201);
        upload(1, picture, IMAGE).statusCode(200);
        upload(1, file(manifest), manifest).statusCode(201);
        finished(1, sha256(manifest));

        var seal = seal();
        assertThat(seal.data()).contains("\"state\":\"COMPLETE\"").contains("\"artifacts\":2");
        assertThat(seal.partitionKey()).isEqualTo(run.toString());
        String id =
                api("/api/v1/runs/" + run + "/artifacts?kind=screenshot")
                        .statusCode(200)
                        .body("items", hasSize(1))
                        .body("items[0].name", equalTo("steps/0001-after.jpg"))
                        .body("items[0].sha256", equalTo(sha256(IMAGE)))
                        .extract()
                        .path("items[0].id");
        assertThat(served(id, null).statusCode(200).extract().asString()).isEqualTo(IMAGE);
        served(id, "bytes=3-7")
                .statusCode(206)
                .header("Content-Range", "bytes 3-7/" + IMAGE.length());
        served(id, "bytes=900-").statusCode(416);
        api("/api/v1/artifacts/" + id + "/content?disposition=attachment")
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"0001-after.jpg\"")
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    @Test
    void anotherTenantSeesNothing() throws Exception {
        var log = file("steps.ndjson", "step_log", "{}", "application/x-ndjson");
        String id = upload(1, log, "{}").statusCode(201).extract().path("id");
        var stranger = TestKeys.caller("artifact", new TenantId(new UUID(0, 8)), "artifacts:read");

        given().header("Authorization", "Bearer " + stranger)
                .get("/api/v1/artifacts/" + id)
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer " + stranger)
                .get("/api/v1/runs/" + run + "/artifacts")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void anOlderEpochChangesNothingOnceANewerLeaseIsKnown() throws Exception {
        leased(2);
        var attempts = new AtomicInteger();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    // A new name each time: what was stored before the event is a replay.
                    var name = "log-" + attempts.incrementAndGet() + ".ndjson";
                    upload(1, file(name, "step_log", "{}", "text/plain"), "{}")
                            .statusCode(409)
                            .body("code", equalTo("stale-epoch"));
                });
        upload(1, file("late.ndjson", "step_log", "{}", "text/plain"), "{}").statusCode(409);
        upload(2, file("steps.ndjson", "step_log", "{}", "text/plain"), "{}").statusCode(201);
        leased(3);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    var name = "log-" + attempts.incrementAndGet() + ".ndjson";
                    upload(2, file(name, "step_log", "{}", "text/plain"), "{}").statusCode(409);
                });
        // However often the first was refused, the next that is told is the second.
        assertThat(audited(2))
                .extracting(CloudEvent::type, CloudEvent::leaseEpoch)
                .containsExactly(
                        tuple(EventTypes.AUDIT_RECORDED, 1L), tuple(EventTypes.AUDIT_RECORDED, 2L));
    }

    /** What is told of refusals of this session, in its order, until it is of this epoch. */
    private List<CloudEvent> audited(long last) {
        var found = new ArrayList<CloudEvent>();
        try (var audit = consumer("audit-" + session)) {
            audit.subscribe(List.of(Topics.AUDIT_EVENTS));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        for (var message : audit.poll(Duration.ofMillis(200))) {
                            if (session.toString().equals(message.key())) {
                                found.add(read(message));
                            }
                        }
                        return found.stream()
                                .map(CloudEvent::leaseEpoch)
                                .anyMatch(Long.valueOf(last)::equals);
                    });
        }
        return found;
    }

    @Test
    void bytesThatAreNotTheAnnouncedOnesAreRefusedAndNotKept() throws Exception {
        var log = file("steps.ndjson", "step_log", "right", "text/plain");

        upload(1, log, "wrong").statusCode(422).body("code", equalTo("hash-mismatch"));
        upload(1, log, "too long").statusCode(422).body("code", equalTo("length-mismatch"));
        upload(1, log, "no").statusCode(422).body("code", equalTo("length-mismatch"));
        upload(1, log, "right").statusCode(201);
        var other = file("steps.ndjson", "step_log", "other", "text/plain");
        upload(1, other, "other").statusCode(409).body("code", equalTo("artifact-exists"));
    }

    @Test
    void aGrantThatIsForgedOrExpiredOrForAnotherUseIsRefused() throws Exception {
        var log = file("steps.ndjson", "step_log", "{}", "text/plain");

        put(grant("relay", "artifact-upload", 1, log, Instant.now()), "{}").statusCode(401);
        put(grant("lease-broker", "lease", 1, log, Instant.now()), "{}").statusCode(401);
        put(grant("lease-broker", "artifact-upload", 1, log, Instant.now().minusSeconds(600)), "{}")
                .statusCode(401);
        put("nonsense", "{}").statusCode(401);
        var outside = file("../outside", "step_log", "{}", "text/plain");
        upload(1, outside, "{}").statusCode(422).body("code", equalTo("upload-refused"));
    }

    @Test
    void aSessionWithoutManifestIsIncomplete() throws Exception {
        leased(1);
        finished(1, null);

        assertThat(seal().data()).contains("\"state\":\"INCOMPLETE\"").contains("NO_MANIFEST");
    }

    @Test
    void filesThatArriveAfterTheEndStillCompleteTheEvidence() throws Exception {
        var log = file("steps.ndjson", "step_log", "{}", "text/plain");
        var manifest = manifest(log);
        finished(1, sha256(manifest));
        upload(1, file(manifest), manifest).statusCode(201);

        upload(1, log, "{}").statusCode(201);

        assertThat(seal().data()).contains("\"state\":\"COMPLETE\"");
    }

    private void leased(long epoch) {
        send(
                EventTypes.SESSION_LEASED,
                new SessionLeased(
                        session.toString(), run.toString(), epoch, 1, "rnr_1", Instant.now()));
    }

    private void finished(long epoch, @Nullable String manifest) {
        send(
                EventTypes.SESSION_FINISHED,
                new SessionFinished(
                        session.toString(),
                        run.toString(),
                        epoch,
                        1,
                        "rnr_1",
                        null,
                        null,
                        null,
                        List.of(),
                        manifest,
                        Instant.now()));
    }

    private void send(String type, Object data) {
        var event =
                new CloudEvent(
                        UUID.randomUUID(),
                        type,
                        "/tenants/" + TENANT,
                        "session/" + session,
                        Instant.now(),
                        TENANT.toString(),
                        session.toString(),
                        null,
                        EventJson.write(data));
        var message =
                new ProducerRecord<>(Topics.SESSION_EVENTS, event.partitionKey(), event.data());
        event.headers()
                .forEach((name, value) ->
                        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        // Twice: a repeated event must change nothing.
        for (int i = 0; i < 2; i++) {
            acknowledged(message);
        }
    }

    private static void acknowledged(ProducerRecord<String, String> message) {
        try {
            var metadata = Optional.ofNullable(producer).orElseThrow().send(message).get();
            assertThat(metadata.hasOffset()).isTrue();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private CloudEvent seal() {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            for (var message :
                                    Optional.ofNullable(consumer)
                                            .orElseThrow()
                                            .poll(Duration.ofMillis(200))) {
                                var seal = read(message);
                                assertThat(SEALS.put(seal.subject(), seal)).isNull();
                            }
                            return Optional.ofNullable(SEALS.get("session/" + session));
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static CloudEvent read(ConsumerRecord<String, String> message) throws Exception {
        var headers = new HashMap<String, String>();
        message.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return CloudEvent.read(headers, message.value());
    }

    private ValidatableResponse upload(long epoch, Uploads.File file, String body) {
        return put(grant("lease-broker", "artifact-upload", epoch, file, Instant.now()), body);
    }

    private static ValidatableResponse put(String grant, String body) {
        return given().contentType("application/octet-stream")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .put("/upload/v1/" + grant)
                .then();
    }

    private String grant(
            String issuer, String audience, long epoch, Uploads.File file, Instant at) {
        return TestKeys.signer(issuer)
                .sign(
                        audience,
                        session.toString(),
                        Map.of(
                                "tenant", TENANT.toString(),
                                "run", run.toString(),
                                "epoch", epoch,
                                "name", file.name(),
                                "kind", file.kind(),
                                "bytes", file.bytes(),
                                "sha256", file.sha256(),
                                "contentType", file.contentType()),
                        Duration.ofMinutes(5),
                        at);
    }

    private static ValidatableResponse api(String path) {
        return given().header(
                        "Authorization",
                        "Bearer " + TestKeys.caller("artifact", TENANT, "artifacts:read"))
                .get(path)
                .then();
    }

    /** Follows the redirect to the capability link by hand: its host is the browser's business. */
    private static ValidatableResponse served(String id, @Nullable String range) {
        String location =
                given().redirects()
                        .follow(false)
                        .header(
                                "Authorization",
                                "Bearer " + TestKeys.caller("artifact", TENANT, "artifacts:read"))
                        .get("/api/v1/artifacts/" + id + "/content")
                        .then()
                        .statusCode(302)
                        .extract()
                        .header("Location");
        assertThat(location).startsWith("http://traces.certyn.localhost");
        var request = given();
        if (range != null) {
            request.header("Range", range);
        }
        return request.get(location.substring(location.indexOf("/b/"))).then();
    }

    private String manifest(Uploads.File... files) {
        return EventJson.write(new EvidenceManifest(session.toString(), 1, List.of(files)));
    }

    private static Uploads.File file(String manifest) throws Exception {
        return file("manifest.json", "manifest", manifest, "application/json");
    }

    private static Uploads.File file(String name, String kind, String body, String contentType)
            throws Exception {
        return new Uploads.File(
                name,
                kind,
                null,
                null,
                body.getBytes(StandardCharsets.UTF_8).length,
                sha256(body),
                contentType);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
