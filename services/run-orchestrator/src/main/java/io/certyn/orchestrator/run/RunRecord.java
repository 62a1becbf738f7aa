package io.certyn.orchestrator.run;

import io.certyn.ids.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is kept and shown.
 *
 * @param version raised by every change of the run, its sessions and its cases
 */
public record RunRecord(
        TenantId tenant, RunHeader header, Run run, @Nullable Instant startedAt, long version) {

    public RunStatus status() {
        return switch (run) {
            case Run.Queued _ -> RunStatus.QUEUED;
            case Run.Running _ -> RunStatus.RUNNING;
            case Run.Finished finished -> finished.verdict().status();
        };
    }

    public Optional<Run.Finished> finished() {
        return run instanceof Run.Finished finished ? Optional.of(finished) : Optional.empty();
    }

    /** The record after the run moved. */
    public RunRecord moved(Run to, Instant now) {
        boolean starts = startedAt == null && hasWorked(run, to);
        return new RunRecord(tenant, header, to, starts ? now : startedAt, version + 1);
    }

    private static boolean hasWorked(Run from, Run to) {
        return switch (to) {
            case Run.Queued _ -> false;
            case Run.Running _ -> true;
            case Run.Finished finished ->
                    from instanceof Run.Running
                            || finished.verdict().status() == RunStatus.PASSED
                            || finished.verdict().status() == RunStatus.FAILED;
        };
    }
}
