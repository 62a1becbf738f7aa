package io.certyn.agent.loop;

import io.certyn.agent.check.Verdict;
import io.certyn.agent.find.Candidate;

/** What to do about a target after one look at the page. */
public sealed interface Decision {

    record Use(Candidate candidate) implements Decision {}

    record LookAgain() implements Decision {}

    record GiveUp(Verdict verdict) implements Decision {}

    /** The step may be left out, and is. */
    record LeaveOut() implements Decision {}
}
