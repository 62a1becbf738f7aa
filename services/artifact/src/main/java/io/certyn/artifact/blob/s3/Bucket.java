package io.certyn.artifact.blob.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Where a bucket is. */
public record Bucket(String name, String region, Optional<URI> endpoint, boolean pathStyle) {

    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofSeconds(75);

    /** Credentials come from the SDK's chain: environment, web identity, the machine's role. */
    S3Client client() {
        var builder =
                S3Client.builder()
                        .region(Region.of(region))
                        .forcePathStyle(pathStyle)
                        // The hash is ours; not every make knows what the SDK does by default,
                        // signed chunks with a checksum in the trailer.
                        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(SILENCE))
                        .overrideConfiguration(limits ->
                                limits.apiCallAttemptTimeout(ATTEMPT)
                                        .apiCallTimeout(CALL)
                                        .retryStrategy(retry -> retry.maxAttempts(ATTEMPTS)));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public String toString() {
        return name
                + " in "
                + region
                + endpoint.map(uri -> " at " + uri.getScheme() + "://" + uri.getAuthority())
                        .orElse("");
    }
}
