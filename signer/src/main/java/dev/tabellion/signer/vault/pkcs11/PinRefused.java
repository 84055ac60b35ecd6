package dev.tabellion.signer.vault.pkcs11;

/** The token refused the PIN. It is not shown again: some tokens lock themselves after three. */
final class PinRefused extends TokenTrouble {
    private static final long serialVersionUID = 1;

    PinRefused() {
        super("the token refused the PIN; a token locks itself when that happens too often");
    }
}
