package io.certyn.orchestrator.run;

/** What a run can be told. */
public sealed interface RunCommand {

    /** One of its sessions works. */
    record Begin() implements RunCommand {}

    /** One of its cases has its outcome. */
    record Settle(RunCase.Settled settled) implements RunCommand {}

    /** A user wants it to stop. */
    record Cancel(String actor, String reason) implements RunCommand {}
}
