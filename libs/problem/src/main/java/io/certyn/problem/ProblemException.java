package io.certyn.problem;

/**
 * Carries a problem out of a resource. For the edge only: a domain answers with a refusal value,
 * and the edge turns that into a problem.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // An answer, not a fault: the stack trace would only cost time.
        super(problem.status() + " " + problem.code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
