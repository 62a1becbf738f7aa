package io.certyn.agent.session;

import io.certyn.agent.browser.Observation;
import io.certyn.agent.check.Finding;
import io.certyn.agent.find.Resolution;
import java.util.function.Function;

/** An expectation with its variables filled in, asked of one look after the other. */
final class Question implements Function<Observation, Finding> {

    private final String name;
    private final String expected;
    private final Function<Question, Function<Observation, Finding>> ask;
    private Problem problem = Problem.FALSE;

    Question(String name, String expected, Function<Question, Function<Observation, Finding>> ask) {
        this.name = name;
        this.expected = expected;
        this.ask = ask;
    }

    @Override
    public Finding apply(Observation observation) {
        problem = Problem.FALSE;
        return ask.apply(this).apply(observation);
    }

    Finding none(Problem kind, Resolution found, String actual) {
        problem = kind;
        return new Finding(false, actual).of(found);
    }

    String name() {
        return name;
    }

    String expected() {
        return expected;
    }

    Problem problem() {
        return problem;
    }

    /** What kept the last look from holding. */
    enum Problem {
        FALSE,
        ABSENT,
        AMBIGUOUS
    }
}
