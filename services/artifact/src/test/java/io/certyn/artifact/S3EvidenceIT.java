package io.certyn.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.artifact.blob.Blobs;
import io.certyn.artifact.blob.s3.S3Blobs;
import io.certyn.testing.backing.WithBackingServices;
import io.certyn.testing.keys.WithSigningKeys;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "artifact")
@WithSigningKeys(service = "artifact")
@QuarkusTestResource(value = WithBucket.class, restrictToAnnotatedClass = true)
class S3EvidenceIT extends EvidenceContract {

    @Test
    void theBytesLieInTheBucket() {
        assertThat(Arc.container().instance(Blobs.class).get()).isInstanceOf(S3Blobs.class);
    }
}
