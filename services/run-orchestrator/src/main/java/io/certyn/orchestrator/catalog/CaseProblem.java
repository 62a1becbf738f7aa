package io.certyn.orchestrator.catalog;

import io.certyn.protocol.step.LineError;
import java.util.Optional;

/**
 * What is wrong with a case file.
 *
 * @param file index among those that were checked
 * @param suggestion a line or a word of advice
 */
public record CaseProblem(int file, LineError error, Kind kind, Optional<String> suggestion) {

    /** What kind of problem it is. */
    public enum Kind {
        SIZE(true),
        NOT_UNDERSTOOD(true),
        DUPLICATE_KEY(true),
        SHARED_STEPS(true),
        /** It can be run, but never pass. */
        EXPECTS_NOTHING(false);

        private final boolean fatal;

        Kind(boolean fatal) {
            this.fatal = fatal;
        }

        /** Whether the case cannot be kept like this. */
        public boolean isFatal() {
            return fatal;
        }
    }
}
