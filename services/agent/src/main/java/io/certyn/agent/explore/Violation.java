package io.certyn.agent.explore;

/**
 * An accessibility rule that one element of a page breaks.
 *
 * @param rule as the checker names it, such as {@code image-alt}
 * @param impact {@code minor}, {@code moderate}, {@code serious} or {@code critical}
 * @param help what to do, in a few words
 * @param element selector of the element
 */
public record Violation(String rule, String impact, String help, String element) {}
