package dev.tabellion.signer.vault;

import java.util.regex.Pattern;

/** The name by which the register knows a vault. */
public record VaultName(String value) {
    // before the names below, which are checked by it
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public static final VaultName SOFTWARE = new VaultName("software");
    public static final VaultName TOKEN = new VaultName("token");

    public VaultName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no name of a vault: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
