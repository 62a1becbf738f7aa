package io.certyn.artifact.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.artifact.artifact.Admission.Admitted;
import io.certyn.artifact.artifact.Admission.Reason;
import io.certyn.artifact.artifact.Admission.Refused;
import io.certyn.artifact.artifact.Admission.Replayed;
import io.certyn.ids.ArtifactId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.Uploads;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final String HASH = "a".repeat(64);
    private static final Grant GRANT = grant("steps.ndjson", HASH, 10);

    @Test
    void bytesOfTheLiveEpochAreLetIn() {
        assertThat(Admission.decide(GRANT, new Fence.Open(2), Optional.empty(), 0))
                .isEqualTo(new Admitted());
    }

    @Test
    void aGrantIsEnoughBeforeTheLeaseWasHeardOf() {
        assertThat(Admission.decide(GRANT, null, Optional.empty(), 0)).isEqualTo(new Admitted());
    }

    @Test
    void lateBytesOfAFinishedSessionAreStillLetIn() {
        var fence = new Fence.Finished(2, "m", Instant.EPOCH);

        assertThat(Admission.decide(GRANT, fence, Optional.empty(), 0)).isEqualTo(new Admitted());
    }

    @Test
    void anOlderEpochIsRefused() {
        assertThat(Admission.decide(GRANT, new Fence.Open(3), Optional.empty(), 0))
                .isEqualTo(new Refused(Reason.STALE_EPOCH));
    }

    @Test
    void sealedEvidenceTakesNothingMore() {
        var fence = new Fence.Sealed(2, new Fence.Seal.Complete());

        assertThat(Admission.decide(GRANT, fence, Optional.empty(), 0))
                .isEqualTo(new Refused(Reason.SEALED));
    }

    @Test
    void theSameBytesAgainAreAReplayEvenWhenSealed() {
        var stored = stored(GRANT);
        var fence = new Fence.Sealed(2, new Fence.Seal.Complete());

        assertThat(Admission.decide(GRANT, fence, Optional.of(stored), 10))
                .isEqualTo(new Replayed(stored));
    }

    @Test
    void otherBytesUnderTheSameNameAreRefused() {
        var stored = stored(grant("steps.ndjson", "b".repeat(64), 10));

        assertThat(Admission.decide(GRANT, new Fence.Open(2), Optional.of(stored), 10))
                .isEqualTo(new Refused(Reason.NAME_TAKEN));
    }

    @Test
    void aSessionStoresAtMostOneGibibyte() {
        long full = Uploads.MAX_SESSION_BYTES - 10;

        assertThat(Admission.decide(GRANT, new Fence.Open(2), Optional.empty(), full))
                .isEqualTo(new Admitted());
        assertThat(Admission.decide(GRANT, new Fence.Open(2), Optional.empty(), full + 1))
                .isEqualTo(new Refused(Reason.SESSION_FULL));
    }

    private static Grant grant(String name, String hash, long bytes) {
        return new Grant(
                new TenantId(new UUID(0, 1)),
                new RunId(new UUID(0, 2)),
                new SessionId(new UUID(0, 3)),
                2,
                new Uploads.File(name, "step_log", null, null, bytes, hash, "text/plain"));
    }

    private static Artifact stored(Grant grant) {
        return new Artifact(
                new ArtifactId(new UUID(0, 4)),
                grant.tenant(),
                grant.run(),
                grant.session(),
                grant.epoch(),
                grant.object(),
                new Artifact.Stored("somewhere", false, Instant.EPOCH));
    }
}
