package dev.tabellion.guilty.projection;

import dev.tabellion.guilty.signer.Vault;

/** A read model that knows the signer. */
interface AsksTheSigner {
    void ask(Vault vault);
}
