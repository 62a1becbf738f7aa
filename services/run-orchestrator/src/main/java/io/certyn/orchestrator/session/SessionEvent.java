package io.certyn.orchestrator.session;

/** A fact about a session that others act on. */
public sealed interface SessionEvent {

    /** The agent works on its first step. */
    record Began() implements SessionEvent {}

    /** Its cases can take their outcomes, in the light of this evidence. */
    record Settled(Report report, Evidence evidence) implements SessionEvent {}

    /** Given up by the run: whoever still holds it must stop. */
    record Abandoned(String reason) implements SessionEvent {}
}
