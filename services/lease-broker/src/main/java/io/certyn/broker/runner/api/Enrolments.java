package io.certyn.broker.runner.api;

import io.certyn.broker.runner.Enrolment;
import io.certyn.broker.runner.Machine;
import io.certyn.broker.runner.store.Runners;
import io.certyn.ids.PoolId;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.protocol.Registration;
import io.certyn.security.SigningKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what a runner says about itself; every fault is named at once. */
final class Enrolments {

    private final List<FieldError> errors = new ArrayList<>();

    private Enrolments() {}

    /**
     * @throws ProblemException 422 with the fields
     */
    static Enrolment of(Registration.Request request) {
        var check = new Enrolments();
        var pool = check.pool(request.poolId());
        var machine =
                new Machine(
                        check.text("/hostId", request.hostId()),
                        check.slots(request.slots()),
                        check.labels(request.labels()),
                        check.text("/version", request.version()),
                        check.text("/executor", request.executor()));
        var name = check.text("/name", request.name());
        var key = check.key(request.publicKey());
        check.done();
        return new Enrolment(pool, name, key, machine);
    }

    /**
     * @throws ProblemException 422 with the fields
     */
    static Runners.NewInstance of(Registration.InstanceRequest request) {
        var check = new Enrolments();
        var process =
                new Runners.NewInstance(
                        check.text("/instanceId", request.instanceId()),
                        check.text("/hostId", request.hostId()),
                        check.text("/version", request.version()),
                        check.slots(request.slots()),
                        check.labels(request.labels()));
        check.done();
        return process;
    }

    private String text(String pointer, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > Machine.LONGEST_TEXT) {
            return wrong(pointer, "1 to " + Machine.LONGEST_TEXT + " characters", "?");
        }
        return value;
    }

    private int slots(int value) {
        return value >= 1 && value <= Machine.MOST_SLOTS
                ? value
                : wrong("/slots", "1 to " + Machine.MOST_SLOTS, 1);
    }

    private Map<String, String> labels(@Nullable Map<String, String> value) {
        if (value == null) {
            return Map.of();
        }
        var fits =
                value.size() <= Machine.MOST_LABELS
                        && value.entrySet().stream().allMatch(Enrolments::isLabel);
        return fits
                ? value
                : wrong("/labels", "at most " + Machine.MOST_LABELS + ", short texts", Map.of());
    }

    private static boolean isLabel(Map.Entry<String, @Nullable String> label) {
        var value = label.getValue();
        return !label.getKey().isBlank()
                && label.getKey().length() <= Machine.LONGEST_TEXT
                && value != null
                && value.length() <= Machine.LONGEST_TEXT;
    }

    private PoolId pool(@Nullable String wire) {
        try {
            return PoolId.parse(String.valueOf(wire));
        } catch (IllegalArgumentException e) {
            return wrong("/poolId", "a pool id", new PoolId(new UUID(0, 0)));
        }
    }

    private String key(@Nullable String line) {
        try {
            SigningKeys.decodePublic(String.valueOf(line));
            return String.valueOf(line);
        } catch (IllegalArgumentException e) {
            return wrong("/publicKey", "an Ed25519 key, X.509, base64url", "?");
        }
    }

    private <T> T wrong(String pointer, String detail, T instead) {
        errors.add(new FieldError(pointer, "invalid", detail));
        return instead;
    }

    private void done() {
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    Problem.unprocessable("invalid-runner", "A runner cannot be like this")
                            .withErrors(errors));
        }
    }
}
