package dev.tabellion.projection.audit;

/** What a leaf can be looked up by. Its order and names are part of the index: only added to. */
public enum TermKind {
    COLLECTION,
    ROLE,
    KEY,
    /** Whom the token named: tells of a person. */
    ACTOR,
    /** Where the request came from: tells of a person. */
    ADDRESS,
    KIND,
    DIGEST,
    TARGET,
    /** The commitment to who asked, which tells nobody anything. */
    COMMITMENT;

    public boolean tellsOfAPerson() {
        return this == ACTOR || this == ADDRESS;
    }
}
