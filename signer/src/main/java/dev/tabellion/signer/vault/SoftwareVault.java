package dev.tabellion.signer.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.SealedKeys.Sealed;
import dev.tabellion.tuf.PublicKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys made and used in this process, kept encrypted in the signer's tables. A private key never
 * leaves it; whoever reads this process's memory has those in use, which a token would prevent.
 */
public final class SoftwareVault implements KeyVault {
    private static final int OPEN_KEYS = 20_000;

    private final SealedKeys table;
    private final Seals seals;

    /** Opening one costs a key derivation and a probe, so recently used ones stay open. */
    private final Cache<VaultKey, PrivateKey> open =
            Caffeine.newBuilder().maximumSize(OPEN_KEYS).build();

    private SoftwareVault(SealedKeys table, Seals seals) {
        this.table = table;
        this.seals = seals;
    }

    /**
     * Opens the vault in the signer's schema.
     *
     * @throws WrongKeyEncryptionKey if keys there were encrypted with another one
     */
    public static SoftwareVault open(DataSource signerDataSource, KeyEncryptionKey kek) {
        return open(signerDataSource, kek, null);
    }

    /**
     * Opens the vault while its keys are being encrypted anew.
     *
     * @param previous opens what is not yet encrypted with {@code kek}; new keys are encrypted with
     *     both, so that signers that hold only one can use them
     * @throws WrongKeyEncryptionKey if keys there were encrypted with others
     */
    public static SoftwareVault open(
            DataSource signerDataSource,
            KeyEncryptionKey kek,
            @Nullable KeyEncryptionKey previous) {
        SealedKeys table = new SealedKeys(signerDataSource);
        return new SoftwareVault(table, Seals.of(table, kek, previous));
    }

    @Override
    public VaultName name() {
        return VaultName.SOFTWARE;
    }

    @Override
    public PublicKey generate(KeyKind kind) {
        KeyPair pair = kind.generate();
        PublicKey publicKey = kind.publicKey(pair.getPublic());
        keep(VaultKey.of(publicKey), pair.getPrivate());
        return publicKey;
    }

    /**
     * @throws IllegalArgumentException if the halves do not belong together
     */
    void takeIn(PublicKey publicKey, PrivateKey privateKey) {
        VaultKey key = VaultKey.of(publicKey);
        if (!belongTogether(key, privateKey)) {
            throw new IllegalArgumentException(
                    "the private and the public half of the key do not belong together");
        }
        keep(key, privateKey);
    }

    @Override
    public Bytes sign(VaultKey key, Bytes message) {
        try {
            return key.kind()
                    .sign(open.get(key, k -> unseal(k, seals, table.of(k.material()))), message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with the key " + nameOf(key.material()), e);
        }
    }

    private void keep(VaultKey key, PrivateKey privateKey) {
        for (Seals.Seal seal : seals.inUse(table)) {
            Bytes sealed = seal.encryption().encrypt(privateKey);
            table.add(key.material(), new Sealed(seal.number(), sealed));
        }
        open.put(key, privateKey);
    }

    static PrivateKey unseal(VaultKey key, Seals seals, List<Sealed> sealings) {
        for (Sealed sealed : sealings) {
            EncryptedPkcs8 encryption = seals.numbered(sealed.kek());
            if (encryption != null) {
                return decrypt(key, encryption, sealed.bytes());
            }
        }
        throw new SignerUnavailable(
                "opening the key " + nameOf(key.material()),
                new IllegalStateException(
                        "it is not encrypted with a key-encryption key that this signer was given:"
                                + " re-encryption is unfinished, or the signer's tables were"
                                + " changed"));
    }

    private static PrivateKey decrypt(VaultKey key, EncryptedPkcs8 encryption, Bytes sealed) {
        try {
            PrivateKey opened = encryption.decrypt(sealed, key.kind().keyAlgorithm());
            if (!belongTogether(key, opened)) {
                throw new IllegalStateException(
                        "the private and the public half of the key "
                                + nameOf(key.material())
                                + " do not belong together: the signer's tables were changed");
            }
            return opened;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("decrypting the key " + nameOf(key.material()), e);
        }
    }

    private static String nameOf(Sha256 material) {
        return "with the material " + material;
    }

    private static boolean belongTogether(VaultKey key, PrivateKey privateKey) {
        try {
            return key.isOtherHalfOf(message -> key.kind().sign(privateKey, message));
        } catch (GeneralSecurityException e) {
            return false; // not even a key of that kind
        }
    }

    /** What a key in a database can say for itself, which is nothing that would prove anything. */
    @Override
    public SortedMap<String, String> attributesOf(VaultKey key) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("extractable", "yes");
        List<Sealed> sealings = table.of(key.material());
        attributes.put("sealed-under", sealings.isEmpty() ? "nothing: gone" : numbers(sealings));
        return attributes;
    }

    /** The database is asked each time, and not what was opened. */
    @Override
    public Shown show() {
        return this::lacking;
    }

    @Override
    public Shown showAnew() {
        return show();
    }

    private Set<VaultKey> lacking(Collection<VaultKey> keys) {
        Set<Sha256> sealed = table.among(keys.stream().map(VaultKey::material).toList());
        return keys.stream()
                .filter(key -> !sealed.contains(key.material()))
                .collect(Collectors.toSet());
    }

    private static String numbers(List<Sealed> sealings) {
        return sealings.stream()
                .map(Sealed::kek)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }
}
