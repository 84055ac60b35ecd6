package dev.tabellion.server.web;

import org.springframework.core.Ordered;

/**
 * Where each filter stands: all places are named here, because one that moves can open a way past
 * another. All but the last stand before Spring's own filters, which no request of ours needs.
 */
public final class FilterOrder {

    /** Outermost: nothing is reached past it. */
    public static final int ACCESS = Ordered.HIGHEST_PRECEDENCE;

    /** Health and metrics, which belong to no collection. */
    public static final int OPERATORS = ACCESS + 10;

    /** Which collections there are here, before any door that knows one. */
    public static final int PREFIXES = ACCESS + 20;

    /** Asked for most, so before the doors that change something. */
    public static final int READS = ACCESS + 30;

    public static final int WRITES = ACCESS + 40;

    /** What auditors read under the log's prefix. */
    public static final int EVIDENCE = ACCESS + 45;

    /** The last of those under its own prefix. */
    public static final int LOG = ACCESS + 50;

    /** Those that change something under {@code /api/}. */
    public static final int API_WRITES = ACCESS + 60;

    /** What is read of findings and incidents. */
    public static final int API_CASES = ACCESS + 65;

    /** What investigators take with them: below their prefix, so before them. */
    public static final int EVIDENCE_FILES = ACCESS + 66;

    /** What investigators read. */
    public static final int FORENSICS = ACCESS + 67;

    /** The last under {@code /api/}. */
    public static final int API_READS = ACCESS + 70;

    /** Behind every other door. */
    public static final int UNMATCHED = Ordered.LOWEST_PRECEDENCE;

    private FilterOrder() {}
}
