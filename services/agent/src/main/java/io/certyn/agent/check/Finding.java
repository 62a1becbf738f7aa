package io.certyn.agent.check;

import io.certyn.agent.find.Resolution;
import io.certyn.protocol.trace.Proof;
import java.util.Optional;

/**
 * What one look at the page says about an expectation.
 *
 * @param actual what was there instead, for a person to read
 * @param proof the texts that were compared, where some were
 * @param found the element it speaks of, where it speaks of one
 */
public record Finding(
        boolean holds, String actual, Optional<Proof> proof, Optional<Resolution> found) {

    public Finding(boolean holds, String actual) {
        this(holds, actual, Optional.empty(), Optional.empty());
    }

    /** It holds when the comparison does. */
    static Finding of(Proof proof, String actual) {
        return new Finding(proof.holds(), actual, Optional.of(proof), Optional.empty());
    }

    /** The same, of an element that was found this way. */
    public Finding of(Resolution resolution) {
        return new Finding(holds, actual, proof, Optional.of(resolution));
    }
}
