package io.certyn.agent.find;

import java.util.List;

/** What looking for a target came to. */
public sealed interface Resolution {

    List<Candidate> candidates();

    record Unique(Candidate chosen) implements Resolution {
        @Override
        public List<Candidate> candidates() {
            return List.of(chosen);
        }
    }

    /** Several fit equally well: the case has to say which. */
    record Ambiguous(List<Candidate> candidates) implements Resolution {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * @param missing the part of the target that is not there: its section, or itself
     */
    record Absent(String missing) implements Resolution {
        @Override
        public List<Candidate> candidates() {
            return List.of();
        }
    }
}
