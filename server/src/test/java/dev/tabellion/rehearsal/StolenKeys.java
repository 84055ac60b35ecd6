package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The signer's tables and the key that opens them, in hands that keep no journal. */
record StolenKeys(DataSource tables, Path data) {
    Signature sign(KeyId key, Bytes payload) {
        try {
            String kek = Files.readString(data.resolve("secrets/key-encryption-key"));
            var vault = SoftwareVault.open(tables, KeyEncryptionKey.parse(kek.strip()));
            return new Keyring(tables, Vaults.softwareOnly(vault)).sign(key, payload);
        } catch (IOException e) {
            throw new UncheckedIOException("stealing the key-encryption key", e);
        }
    }
}
