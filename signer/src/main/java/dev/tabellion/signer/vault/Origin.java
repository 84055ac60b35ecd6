package dev.tabellion.signer.vault;

import java.util.Locale;

/** How a key came into its vault. */
public enum Origin {
    /** Born there: nobody else ever had it. */
    GENERATED,
    /** Brought by a ceremony at the signer: whoever had it before may have it still. */
    IMPORTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Origin named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
