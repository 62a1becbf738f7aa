package io.certyn.artifact.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.Uploads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FenceTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Fence.Finished FINISHED = new Fence.Finished(2, "m", NOON);
    private static final Uploads.File LOG = file("steps.ndjson", "aa");

    @Test
    void aNewerLeaseShutsOutTheOlderOnes() {
        assertThat(Fence.leased(Optional.of(new Fence.Open(1)), 2)).isEqualTo(new Fence.Open(2));
    }

    @Test
    void anOlderLeaseHeardLateChangesNothing() {
        assertThat(Fence.leased(Optional.of(new Fence.Open(3)), 2)).isEqualTo(new Fence.Open(3));
    }

    @Test
    void aLostLeaseIsVoidBeforeTheNextOneBegins() {
        assertThat(Fence.requeued(Optional.of(new Fence.Open(1)), 1)).isEqualTo(new Fence.Open(2));
    }

    @Test
    void anythingHeardAfterTheEndChangesNothing() {
        var sealed = new Fence.Sealed(2, new Fence.Seal.Complete());

        assertThat(Fence.leased(Optional.of(FINISHED), 3)).isEqualTo(FINISHED);
        assertThat(Fence.requeued(Optional.of(sealed), 2)).isEqualTo(sealed);
        assertThat(Fence.finished(Optional.of(sealed), 2, "other", NOON)).isEqualTo(sealed);
        assertThat(Fence.finished(Optional.of(FINISHED), 2, "other", NOON)).isEqualTo(FINISHED);
    }

    @Test
    void aFinishHeardFirstStandsForTheLeaseThatWasMissed() {
        assertThat(Fence.finished(Optional.empty(), 2, "m", NOON)).isEqualTo(FINISHED);
    }

    @Test
    void evidenceIsCompleteWhenEveryListedFileIsThereByteForByte() {
        var seal =
                Fence.check(
                        FINISHED, Optional.of(List.of(LOG)), Map.of("steps.ndjson", "aa"), NOON);

        assertThat(seal).contains(new Fence.Seal.Complete());
    }

    @Test
    void aMissingFileIsAwaitedUntilTheGraceIsOver() {
        var listed = Optional.of(List.of(LOG));
        var end = NOON.plus(Fence.GRACE);

        assertThat(Fence.check(FINISHED, listed, Map.of(), end.minusMillis(1))).isEmpty();
        assertThat(Fence.check(FINISHED, listed, Map.of(), end))
                .contains(new Fence.Seal.Incomplete("FILE_MISSING: steps.ndjson"));
    }

    @Test
    void aMissingManifestIsAwaitedUntilTheGraceIsOver() {
        var end = NOON.plus(Fence.GRACE);

        assertThat(Fence.check(FINISHED, Optional.empty(), Map.of(), end.minusMillis(1))).isEmpty();
        assertThat(Fence.check(FINISHED, Optional.empty(), Map.of(), end))
                .contains(new Fence.Seal.Incomplete("MANIFEST_MISSING"));
    }

    @Test
    void otherBytesThanListedAreNeverComplete() {
        var seal =
                Fence.check(
                        FINISHED, Optional.of(List.of(LOG)), Map.of("steps.ndjson", "bb"), NOON);

        assertThat(seal).contains(new Fence.Seal.Incomplete("HASH_MISMATCH: steps.ndjson"));
    }

    @Test
    void aResultWithoutManifestIsIncompleteAtOnce() {
        var seal = Fence.check(new Fence.Finished(2, null, NOON), Optional.empty(), Map.of(), NOON);

        assertThat(seal).contains(new Fence.Seal.Incomplete("NO_MANIFEST"));
    }

    private static Uploads.File file(String name, String hash) {
        return new Uploads.File(name, "step_log", null, null, 2, hash, "text/plain");
    }
}
