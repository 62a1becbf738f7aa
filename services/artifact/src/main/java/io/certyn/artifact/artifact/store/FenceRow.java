package io.certyn.artifact.artifact.store;

import io.certyn.artifact.artifact.Fence;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "fence")
@NullUnmarked
class FenceRow {

    @Id
    @Column(name = "session_id")
    UUID session;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "run_id")
    UUID run;

    long epoch;
    String state;
    String manifest;

    @Column(name = "finished_at")
    Instant finishedAt;

    @Column(name = "sealed_state")
    String sealedState;

    @Column(name = "sealed_reason")
    String sealedReason;

    @Version int version;

    Fence toFence() {
        return switch (state) {
            case "open" -> new Fence.Open(epoch);
            case "finished" -> new Fence.Finished(epoch, manifest, finishedAt);
            case "sealed" -> new Fence.Sealed(epoch, toSeal());
            default -> throw new IllegalStateException("unknown state of a fence: " + state);
        };
    }

    private Fence.Seal toSeal() {
        return switch (sealedState) {
            case "COMPLETE" -> new Fence.Seal.Complete();
            case "INCOMPLETE" -> new Fence.Seal.Incomplete(sealedReason);
            default -> throw new IllegalStateException("unknown seal: " + sealedState);
        };
    }

    void write(Fence fence) {
        epoch = fence.epoch();
        switch (fence) {
            case Fence.Open _ -> state = "open";
            case Fence.Finished finished -> {
                state = "finished";
                manifest = finished.manifest();
                finishedAt = finished.since();
            }
            case Fence.Sealed sealed -> {
                state = "sealed";
                switch (sealed.seal()) {
                    case Fence.Seal.Complete _ -> sealedState = "COMPLETE";
                    case Fence.Seal.Incomplete incomplete -> {
                        sealedState = "INCOMPLETE";
                        sealedReason = incomplete.reason();
                    }
                }
            }
        }
    }
}
