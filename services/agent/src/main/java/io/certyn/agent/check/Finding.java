package io.certyn.agent.check;

/**
 * What one look at the page says about an expectation.
 *
 * @param actual what was there instead, for a person to read
 */
public record Finding(boolean holds, String actual) {}
