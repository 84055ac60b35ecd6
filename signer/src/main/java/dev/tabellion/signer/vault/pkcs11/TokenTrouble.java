package dev.tabellion.signer.vault.pkcs11;

/** The token did not do what it was asked; with a new login it might. */
class TokenTrouble extends Exception {
    private static final long serialVersionUID = 1;

    TokenTrouble(String doing, Throwable cause) {
        super(doing + ": " + cause.getMessage(), cause);
    }

    TokenTrouble(String problem) {
        super(problem);
    }
}
