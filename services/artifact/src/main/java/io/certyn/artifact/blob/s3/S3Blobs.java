package io.certyn.artifact.blob.s3;

import io.certyn.artifact.blob.Blobs;
import io.certyn.artifact.blob.Intake;
import io.certyn.artifact.blob.Layout;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Bytes in a bucket.
 *
 * <p>A body waits on the disk until it is whole and within its limit, and goes to the bucket in one
 * request with its hash, which the bucket checks. So a body that fails never reached the bucket,
 * there is no upload in parts to abort, and a request can be repeated.
 */
public final class S3Blobs implements Blobs, AutoCloseable {

    /** 100 MiB, the largest object, at 1 MB/s. */
    private static final Duration PUT_ATTEMPT = Duration.ofMinutes(2);

    private static final Duration PUT_CALL = Duration.ofMinutes(5);

    private final S3Client client;
    private final String bucket;
    private final Path waiting;

    private S3Blobs(S3Client client, String bucket, Path waiting) {
        this.client = client;
        this.bucket = bucket;
        this.waiting = waiting;
    }

    /**
     * Connects to a bucket.
     *
     * @param waiting where a body waits until it is whole
     * @throws IOException if bucket or directory cannot be used
     */
    public static S3Blobs connect(Bucket bucket, Path waiting) throws IOException {
        var directory = Files.createDirectories(waiting).toRealPath();
        if (!Files.isWritable(directory)) {
            throw new IOException("cannot write to " + directory);
        }
        var client = bucket.client();
        try {
            client.headBucket(request -> request.bucket(bucket.name()));
        } catch (SdkException e) {
            client.close();
            throw new IOException("cannot reach the bucket " + bucket + ": " + e.getMessage(), e);
        }
        return new S3Blobs(client, bucket.name(), directory);
    }

    @Override
    public Incoming receive(
            TenantId tenant, SessionId session, long epoch, InputStream body, long limit)
            throws IOException {
        var location = Layout.incoming(tenant, session, epoch);
        try (var waited = new WaitingBody(waiting)) {
            var incoming = Intake.copy(location, body, waited.sink(), limit);
            put(incoming, waited);
            return incoming;
        }
    }

    private void put(Incoming incoming, WaitingBody body) throws IOException {
        var hash = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(incoming.sha256()));
        try {
            client.putObject(
                    request ->
                            request.bucket(bucket)
                                    .key(incoming.location())
                                    .checksumSHA256(hash)
                                    .overrideConfiguration(limits ->
                                            limits.apiCallAttemptTimeout(PUT_ATTEMPT)
                                                    .apiCallTimeout(PUT_CALL)),
                    RequestBody.fromContentProvider(
                            () -> again(body), incoming.bytes(), "application/octet-stream"));
        } catch (SdkException e) {
            var fault = fault("store", incoming.location(), e);
            dropWhatMayHaveArrived(incoming.location(), fault);
            throw fault;
        }
    }

    private static InputStream again(WaitingBody body) {
        try {
            return body.fromTheStart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dropWhatMayHaveArrived(String location, IOException fault) {
        try {
            discard(location);
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    @Override
    public String promote(TenantId tenant, String location, String sha256) throws IOException {
        var target = Layout.content(tenant, sha256);
        if (location.equals(target)) {
            return target;
        }
        if (!exists(target)) {
            copy(location, target);
        }
        // After a crash in between, the repeat finds the target and comes straight here.
        discard(location);
        return target;
    }

    private boolean exists(String location) throws IOException {
        try {
            head(location);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private void copy(String location, String target) throws IOException {
        try {
            client.copyObject(request ->
                    request.sourceBucket(bucket)
                            .sourceKey(key(location))
                            .destinationBucket(bucket)
                            .destinationKey(key(target)));
        } catch (SdkException e) {
            // Somebody else promoted it since we looked.
            if (isGone(e) && exists(target)) {
                return;
            }
            throw fault("promote", location, e);
        }
    }

    @Override
    public void discard(String location) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(key(location)));
        } catch (SdkException e) {
            if (!isGone(e)) {
                throw fault("discard", location, e);
            }
        }
    }

    @Override
    public SeekableByteChannel open(String location) throws IOException {
        var object = head(location);
        return new RangedObject(client, bucket, location, object.eTag(), object.contentLength());
    }

    private HeadObjectResponse head(String location) throws IOException {
        try {
            return client.headObject(request -> request.bucket(bucket).key(key(location)));
        } catch (SdkException e) {
            throw fault("find", location, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** For a bucket these are names like any other; for a proxy before it they may not be. */
    private static String key(String location) {
        if (Arrays.asList(location.split("/", -1)).contains("..")) {
            throw new IllegalStateException("location outside the store: " + location);
        }
        return location;
    }

    static IOException fault(String what, String location, SdkException e) {
        if (isGone(e)) {
            var gone = new NoSuchFileException(location);
            gone.initCause(e);
            return gone;
        }
        return new IOException("cannot " + what + " " + location + ": " + e.getMessage(), e);
    }

    /** A bucket that is gone is a fault, and no reason to believe that its objects are. */
    private static boolean isGone(SdkException e) {
        return e instanceof S3Exception answer
                && answer.statusCode() == 404
                && (answer.awsErrorDetails() == null
                        || !"NoSuchBucket".equals(answer.awsErrorDetails().errorCode()));
    }
}
