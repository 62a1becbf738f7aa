package io.certyn.agent.session;

import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;

/** A case uses a variable or a secret that its environment does not have. */
final class MissingVariable extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private MissingVariable(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static MissingVariable of(String name) {
        var secret = "secret.";
        return name.startsWith(secret)
                ? new MissingVariable(
                        Reason.SECRET_MISSING,
                        "the environment has no secret \"" + name.substring(secret.length()) + "\"")
                : new MissingVariable(
                        Reason.VARIABLE_MISSING,
                        "the environment has no variable \"" + name + "\"");
    }

    Verdict verdict() {
        return Verdict.of(reason, String.valueOf(getMessage()));
    }
}
