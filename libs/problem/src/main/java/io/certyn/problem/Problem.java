package io.certyn.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457): what was refused or went wrong, for a program and for a person.
 *
 * @param type {@code /problems/} and the code; a page the installation serves
 * @param title one sentence that is the same for every occurrence of the code
 * @param detail what is special about this occurrence
 * @param instance path of the request
 * @param retryable whether the same request may succeed later, unchanged
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        String code,
        List<FieldError> errors,
        @Nullable String requestId,
        boolean retryable) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem of any status; those that say "later" are marked retryable. */
    public static Problem of(int status, String code, String title) {
        var retryable = status == 429 || status == 503 || status == 504;
        return new Problem(
                "/problems/" + code, title, status, null, null, code, List.of(), null, retryable);
    }

    public static Problem badRequest(String code, String title) {
        return of(400, code, title);
    }

    public static Problem unauthenticated() {
        return of(401, "unauthenticated", "Valid credentials are required");
    }

    public static Problem forbidden(String code, String title) {
        return of(403, code, title);
    }

    /** The caller is known but lacks a scope, which the detail names. */
    public static Problem forbidden(String scope) {
        return of(403, "forbidden", "The credentials do not allow this")
                .withDetail("missing scope " + scope);
    }

    public static Problem notFound(String code, String title) {
        return of(404, code, title);
    }

    public static Problem conflict(String code, String title) {
        return of(409, code, title);
    }

    public static Problem preconditionFailed(String code, String title) {
        return of(412, code, title);
    }

    public static Problem tooLarge(String code, String title) {
        return of(413, code, title);
    }

    public static Problem unprocessable(String code, String title) {
        return of(422, code, title);
    }

    public static Problem preconditionRequired(String code, String title) {
        return of(428, code, title);
    }

    public static Problem tooManyRequests(String code, String title) {
        return of(429, code, title);
    }

    public static Problem internal() {
        return of(500, "internal", "Something went wrong on our side");
    }

    public static Problem unavailable(String code, String title) {
        return of(503, code, title);
    }

    public static Problem unavailable() {
        return unavailable("unavailable", "A part this request needs is away; try again");
    }

    public Problem withDetail(@Nullable String detail) {
        return new Problem(
                type, title, status, detail, instance, code, errors, requestId, retryable);
    }

    public Problem withInstance(@Nullable String instance) {
        return new Problem(
                type, title, status, detail, instance, code, errors, requestId, retryable);
    }

    public Problem withErrors(List<FieldError> errors) {
        return new Problem(
                type, title, status, detail, instance, code, errors, requestId, retryable);
    }

    public Problem withRequestId(@Nullable String requestId) {
        return new Problem(
                type, title, status, detail, instance, code, errors, requestId, retryable);
    }

    public Problem withRetryable(boolean retryable) {
        return new Problem(
                type, title, status, detail, instance, code, errors, requestId, retryable);
    }

    /** The document as it goes over the wire. */
    public String json() {
        return ProblemJson.write(this);
    }
}
