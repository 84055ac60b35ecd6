package dev.tabellion.dialect;

/** The bytes are not one well-formed metadata file. The message names the member and the rule. */
public final class MalformedMetadata extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedMetadata(String message) {
        super(message);
    }

    public MalformedMetadata(String message, Throwable cause) {
        super(message, cause);
    }
}
