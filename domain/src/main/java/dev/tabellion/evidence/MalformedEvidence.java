package dev.tabellion.evidence;

/** The file is none of evidence. Names the place and the rule, never what stands there. */
final class MalformedEvidence extends Exception {
    private static final long serialVersionUID = 1;

    private final String member;

    /**
     * @param member where a reader of the file would look
     */
    MalformedEvidence(String member, String problem) {
        super(problem);
        this.member = member;
    }

    String member() {
        return member;
    }
}
