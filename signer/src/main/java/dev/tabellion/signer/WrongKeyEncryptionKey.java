package dev.tabellion.signer;

/** The key-encryption key given is not the one that the stored keys were encrypted with. */
public final class WrongKeyEncryptionKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongKeyEncryptionKey() {
        super(
                "The key-encryption key is not the one this database's signing keys were encrypted"
                        + " with. Give the signer the key it had before: every node on one database"
                        + " needs the same one. Without it the stored keys cannot be used.");
    }
}
