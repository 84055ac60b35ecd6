/** Signatures of one kind: raw, judged, or judged and journalled. */
record SignerRow(String what, String mode, int connections) implements Row {

    /** What all the others are held against. */
    static final SignerRow RAW = new SignerRow("raw ECDSA P-256", "-", 1);

    /** Whose raw signatures they are: the provider that the signer uses, and Java's own. */
    static final String PROVIDER = "signer's provider";

    static final String JDK = "JDK's provider";
    static final String SOFTWARE = "software";
    static final String ALONE = "policy alone";
    static final String JOURNALLED = "policy + journal";
}
