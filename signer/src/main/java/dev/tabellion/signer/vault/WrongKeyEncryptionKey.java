package dev.tabellion.signer.vault;

/** The key-encryption key given is not the one that the stored keys are encrypted with. */
public final class WrongKeyEncryptionKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    private WrongKeyEncryptionKey(String message) {
        super(message);
    }

    static WrongKeyEncryptionKey unknown() {
        return new WrongKeyEncryptionKey(
                "The key-encryption key is not the one this database's signing keys were encrypted"
                        + " with. Give the signer the key it had before: every node on one database"
                        + " needs the same one. Without it the stored keys cannot be used.");
    }

    static WrongKeyEncryptionKey same() {
        return new WrongKeyEncryptionKey(
                "The new key-encryption key is the one in use. Make up another.");
    }

    static WrongKeyEncryptionKey underWay(int number) {
        return new WrongKeyEncryptionKey(
                "Re-encryption under yet another key-encryption key (number "
                        + number
                        + ") is under way. Finish that one first, or take it back.");
    }

    static WrongKeyEncryptionKey retired(int number) {
        return new WrongKeyEncryptionKey(
                "The key-encryption key (number "
                        + number
                        + " of this database) was retired: the signing keys were encrypted anew,"
                        + " under a later one. Give the signer that one.");
    }
}
