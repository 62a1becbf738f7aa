package io.certyn.runner.egress;

/**
 * What one user asked for in vain.
 *
 * @param target as asked for, without a path and without a password
 * @param why the rule that refused it
 * @param times how often it was asked for
 */
public record Denied(String target, String why, long times) {}
