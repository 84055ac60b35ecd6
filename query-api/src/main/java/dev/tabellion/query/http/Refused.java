package dev.tabellion.query.http;

import dev.tabellion.api.Problem;

/** Ends the answering of a request that cannot be answered. Never passes the door. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refused badRequest(String detail) {
        return new Refused(Problem.badRequest(detail));
    }

    public Problem problem() {
        return problem;
    }
}
