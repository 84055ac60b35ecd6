package dev.tabellion.collection;

/** The signer could not be asked: nothing was decided, nothing was written, try again later. */
public sealed class SignerUnavailable extends RuntimeException permits KeyRefused {
    private static final long serialVersionUID = 1;

    public SignerUnavailable(String why) {
        super(why);
    }

    public SignerUnavailable(String doing, Throwable cause) {
        super(doing, cause);
    }
}
