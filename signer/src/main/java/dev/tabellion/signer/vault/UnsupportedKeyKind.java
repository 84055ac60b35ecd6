package dev.tabellion.signer.vault;

/** A vault was asked for a key that it cannot make. Nothing was made, and asking again is idle. */
public final class UnsupportedKeyKind extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnsupportedKeyKind(VaultName vault, KeyKind kind, String why) {
        super("the vault '" + vault + "' makes no " + kind + " keys: " + why);
    }
}
