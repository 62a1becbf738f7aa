package io.certyn.artifact.blob.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.certyn.artifact.blob.Blobs;
import io.certyn.artifact.blob.BlobsContract;
import io.certyn.ids.SessionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3BlobsTest extends BlobsContract {

    private static S3Client client;

    @BeforeAll
    static void connect() {
        client = S3Server.bucket(S3Server.BUCKET).client();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected Blobs open(Path directory) throws IOException {
        return S3Blobs.connect(S3Server.bucket(S3Server.BUCKET), directory);
    }

    @Override
    protected List<String> objects() {
        return client
                .listObjectsV2(
                        request -> request.bucket(S3Server.BUCKET).prefix("t/" + tenant + "/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void aBucketThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> S3Blobs.connect(S3Server.bucket("nowhere"), directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot reach the bucket nowhere in eu-central-1 at http://");
    }

    @Test
    void aStoreThatDoesNotAnswerIsNamed() {
        // Nobody listens on port 1, and nobody may without being root.
        var away = new Bucket("evidence", "x", Optional.of(URI.create("http://127.0.0.1:1")), true);

        assertThatThrownBy(() -> S3Blobs.connect(away, directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "cannot reach the bucket evidence in x at http://127.0.0.1:1");
    }

    @Test
    void aBucketThatIsGoneDoesNotSayThatItsObjectsAre() throws IOException {
        client.createBucket(request -> request.bucket("short-lived"));
        try (var blobs = S3Blobs.connect(S3Server.bucket("short-lived"), directory)) {
            client.deleteBucket(request -> request.bucket("short-lived"));
            var session = new SessionId(new UUID(0, 2));

            assertThatThrownBy(() -> blobs.receive(tenant, session, 1, body("hello"), 5))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("cannot store t/" + tenant);
        }
        assertThat(filesOnDisk()).isEmpty();
    }

    @Test
    void aRefusedAttemptIsRepeatedWithTheSameBytes() throws IOException {
        var bodies = new ArrayList<String>();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/evidence",
                exchange -> {
                    boolean put = exchange.getRequestMethod().equals("PUT");
                    if (put) {
                        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    }
                    exchange.sendResponseHeaders(put && bodies.size() == 1 ? 503 : 200, -1);
                    exchange.close();
                });
        server.start();
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var bucket = new Bucket("evidence", "x", Optional.of(endpoint), true);
        try (var blobs = S3Blobs.connect(bucket, directory)) {
            blobs.receive(tenant, new SessionId(new UUID(0, 2)), 1, body("hello"), 5);
        } finally {
            server.stop(0);
        }

        assertThat(bodies).containsExactly("hello", "hello");
        assertThat(filesOnDisk()).isEmpty();
    }

    @Test
    void anObjectThatVanishesWhileItIsReadIsGone() throws IOException {
        var blobs = open(directory);
        var incoming = blobs.receive(tenant, new SessionId(new UUID(0, 2)), 1, body("hello"), 5);
        try (var channel = blobs.open(incoming.location())) {
            blobs.discard(incoming.location());

            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(5)))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }
}
