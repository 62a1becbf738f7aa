package io.certyn.orchestrator.run;

/** A fact about a run that is announced. */
public sealed interface RunEvent {

    record Created(int cases) implements RunEvent {}

    record Started() implements RunEvent {}

    record Cancelling(String actor, String reason) implements RunEvent {}

    record CaseFinished(RunCase.Settled settled) implements RunEvent {}

    /** Exactly once per run. */
    record Finished(Verdict verdict) implements RunEvent {}
}
