package io.certyn.orchestrator.trigger;

/** What is known of a request by its key. */
public sealed interface Claim {

    /** Nobody has asked this before. */
    record Fresh() implements Claim {}

    /** It was answered before, like this. */
    record Answered(String answer) implements Claim {}

    /** The key stands for another request. */
    record Reused() implements Claim {}
}
