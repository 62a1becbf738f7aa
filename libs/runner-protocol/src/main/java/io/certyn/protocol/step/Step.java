package io.certyn.protocol.step;

import java.time.Duration;
import java.util.Optional;

/** One understood line of a case. */
public sealed interface Step {

    /** How long the line may take to come true, when it says so itself. */
    Optional<Duration> within();

    /**
     * Something to do.
     *
     * @param ifVisible the step passes without acting when its target is not there
     */
    record Do(Action action, boolean ifVisible, Optional<Duration> within) implements Step {}

    /** Something to check; only these decide that a case passed. */
    record Expect(Expectation expectation, Optional<Duration> within) implements Step {}

    /**
     * Stands for the steps of another case, which take its place before a run is handed out.
     *
     * @param name key or title of the shared steps
     */
    record Run(String name) implements Step {

        @Override
        public Optional<Duration> within() {
            return Optional.empty();
        }
    }

    /** The step in its text form, the same for every wording that means the same. */
    default String text() {
        return StepText.of(this);
    }
}
