package dev.tabellion.signer.witness;

/** A witness cannot have the key that it is to have; the message is for its operator. */
public final class CosigningKeyUnusable extends Exception {
    private static final long serialVersionUID = 1;

    CosigningKeyUnusable(String paragraph) {
        super(paragraph);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
