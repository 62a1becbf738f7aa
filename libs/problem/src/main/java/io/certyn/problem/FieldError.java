package io.certyn.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer JSON Pointer into the body, or {@code /name} of a parameter
 */
public record FieldError(String pointer, String code, String detail) {}
