package dev.tabellion.signer.vault.pkcs11;

/** A function of the library gave another result than success. */
final class CallFailed extends TokenTrouble {
    private static final long serialVersionUID = 1;

    private final long result;

    CallFailed(String function, long result) {
        super("%s gave 0x%08x".formatted(function, result));
        this.result = result;
    }

    /** CKR_…, as the library gave it. */
    long result() {
        return result;
    }
}
