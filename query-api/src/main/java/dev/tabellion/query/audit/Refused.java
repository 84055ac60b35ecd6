package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;

/** Ends the answering of a request that cannot be answered. Never leaves this package. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    static Refused badRequest(String detail) {
        return new Refused(Problem.badRequest(detail));
    }

    Problem problem() {
        return problem;
    }
}
