package io.certyn.artifact;

import io.certyn.artifact.blob.s3.S3Server;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Hands the application under test a bucket. The server outlives it. */
public final class WithBucket implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "certyn.artifact.store", "s3",
                "certyn.artifact.s3.bucket", S3Server.BUCKET,
                "certyn.artifact.s3.region", "eu-central-1",
                "certyn.artifact.s3.endpoint", S3Server.endpoint().toString(),
                "certyn.artifact.s3.path-style", "true");
    }

    @Override
    public void stop() {}
}
