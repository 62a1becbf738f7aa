package io.certyn.agent.check;

/**
 * A step that is over.
 *
 * @param expectation whether it checked something rather than did something
 * @param evidenced whether a picture of the page was kept
 */
public record StepResult(int number, boolean expectation, boolean evidenced, Verdict verdict) {}
