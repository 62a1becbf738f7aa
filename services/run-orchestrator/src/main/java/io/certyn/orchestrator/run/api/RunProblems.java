package io.certyn.orchestrator.run.api;

import io.certyn.orchestrator.run.RunRefusal;
import io.certyn.orchestrator.run.flow.Creation;
import io.certyn.problem.Problem;

/** What a refusal of this feature looks like to the caller. */
final class RunProblems {

    private RunProblems() {}

    static Problem of(Creation.Refused refused) {
        return of(refused.why()).withDetail(refused.detail());
    }

    static Problem of(RunRefusal why) {
        return switch (why) {
            case ALREADY_CANCELLING ->
                    Problem.conflict("run-cancelling", "The run is being cancelled already");
            case OVER -> Problem.conflict("run-over", "The run is over");
            case ALREADY_RUNNING -> Problem.conflict("run-running", "The run is running already");
        };
    }

    static Problem notFound() {
        return Problem.notFound("run-not-found", "There is no such run");
    }

    private static Problem of(Creation.Why why) {
        return switch (why) {
            case UNKNOWN_ENVIRONMENT ->
                    Problem.unprocessable("unknown-environment", "There is no such environment");
            case ENVIRONMENT_WITHOUT_POOL ->
                    Problem.unprocessable(
                            "environment-without-pool", "The environment names no runner pool");
            case UNKNOWN_SUITE -> Problem.unprocessable("unknown-suite", "There is no such suite");
            case UNKNOWN_CASE -> Problem.unprocessable("unknown-case", "There is no such case");
            case NO_CASES_SELECTED ->
                    Problem.unprocessable("no-cases-selected", "The selection is empty");
            case TOO_MANY_CASES ->
                    Problem.unprocessable("too-many-cases", "The selection is too large");
            case STEP_NOT_UNDERSTOOD ->
                    Problem.unprocessable("step-not-understood", "A step is not understood");
            case SHARED_STEPS_UNUSABLE ->
                    Problem.unprocessable("shared-steps-unusable", "Shared steps cannot be put in");
            case ASSIGNMENT_TOO_LARGE ->
                    Problem.unprocessable(
                            "assignment-too-large", "A case is more than a runner takes");
            case STARTS_TOO_LATE ->
                    Problem.unprocessable(
                            "starts-too-late", "The run would be given up before it may start");
            case KEY_REUSED ->
                    Problem.unprocessable(
                            "idempotency-key-reused", "The key belongs to another request");
        };
    }
}
