package io.certyn.orchestrator.run.flow;

import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.RunRecord;
import java.util.List;

/** What became of a request for a run. */
public sealed interface Creation {

    /** The run is there, and its sessions are asked for. */
    record Made(RunRecord run, List<CaseRecord> cases) implements Creation {}

    /** It was there already: the same key, the same request. */
    record Replayed(String answer) implements Creation {}

    /** Nothing was made. */
    record Refused(Why why, String detail) implements Creation {}

    /** Why no run was made. */
    enum Why {
        UNKNOWN_ENVIRONMENT,
        ENVIRONMENT_WITHOUT_POOL,
        UNKNOWN_SUITE,
        UNKNOWN_CASE,
        NO_CASES_SELECTED,
        TOO_MANY_CASES,
        STEP_NOT_UNDERSTOOD,
        SHARED_STEPS_UNUSABLE,
        ASSIGNMENT_TOO_LARGE,
        STARTS_TOO_LATE,
        KEY_REUSED
    }
}
