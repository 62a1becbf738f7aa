package io.certyn.cli.exit;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the process ends with. 1 goes to the product team, 6 to the platform's owner, 7 to a human.
 */
public enum ExitCode {
    PASSED(0),
    FAILED(1),
    USAGE(2),
    NOT_ALLOWED(3),
    NOT_FOUND(4),
    TIMED_OUT(5),
    ERROR(6),
    REVIEW(7),
    CANCELLED(8),
    UNREACHABLE(9),
    LOCAL_STACK(10),
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * The code of a finished run.
     *
     * @param run the run as the API shows it
     */
    public static ExitCode of(JsonNode run) {
        if (run.path("conclusion").asText().equals("action_required")) {
            return REVIEW;
        }
        return switch (run.path("status").asText()) {
            case "passed" -> PASSED;
            case "failed" -> FAILED;
            case "error" -> ERROR;
            case "cancelled" -> CANCELLED;
            default ->
                    throw new IllegalStateException(
                            "a run that is not over has no exit code: " + run.path("status"));
        };
    }

    /**
     * The code for an answer that is no success.
     *
     * @param problem the answer's problem (RFC 9457), as far as it had one
     */
    public static ExitCode ofAnswer(int status, JsonNode problem) {
        return switch (status) {
            case 401, 403 -> NOT_ALLOWED;
            case 404, 410 -> NOT_FOUND;
            case 422 -> namesWhatIsNotThere(problem) ? NOT_FOUND : USAGE;
            case 408, 429 -> UNREACHABLE;
            default -> status >= 400 && status < 500 ? USAGE : UNREACHABLE;
        };
    }

    /** A suite, an environment or a case in the body of a request, which itself was fine. */
    private static boolean namesWhatIsNotThere(JsonNode problem) {
        var type = problem.path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1).startsWith("unknown-");
    }
}
