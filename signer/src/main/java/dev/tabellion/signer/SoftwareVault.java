package dev.tabellion.signer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.KeyMaterial;
import dev.tabellion.verify.SignatureCheck;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys made and used in this process, kept encrypted in the signer's tables. A private key never
 * leaves it; whoever reads this process's memory has those in use, which a token would prevent.
 */
public final class SoftwareVault {
    private static final Dialect DIALECT = Dialect.NOTARY_V1;
    private static final SignatureCheck CHECK = new JdkSignatureCheck();
    private static final Bytes PROBE = Bytes.utf8("tabellion: do these two halves belong together");
    private static final int SALT_BYTES = 32;
    private static final int OPEN_KEYS = 20_000;
    private static final long KNOWN_PLACES_BYTES = 32L << 20;
    private static final int PLACE_BYTES = 256;

    private final KeyTable table;
    private final EncryptedPkcs8 encryption;

    /** Opening one costs a key derivation and a probe, so recently used ones stay open. */
    private final Cache<KeyId, OpenKey> open = Caffeine.newBuilder().maximumSize(OPEN_KEYS).build();

    /** Never stale: a key stays where it was born, and nobody knows its public half before. */
    private final Cache<PublicKey, Optional<KeyPlace>> places =
            Caffeine.newBuilder()
                    .maximumWeight(KNOWN_PLACES_BYTES)
                    // publishers' keys are asked about, too, and those may be long
                    .weigher(
                            (PublicKey key, Optional<KeyPlace> _) ->
                                    PLACE_BYTES + key.value().length())
                    .build();

    private SoftwareVault(KeyTable table, EncryptedPkcs8 encryption) {
        this.table = table;
        this.encryption = encryption;
    }

    /**
     * Opens the vault in the signer's schema.
     *
     * @throws WrongKeyEncryptionKey if keys there were encrypted with another one
     */
    public static SoftwareVault open(DataSource signerDataSource, KeyEncryptionKey kek) {
        KeyTable table = new KeyTable(signerDataSource);
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        KeyTable.Check holds =
                table.checkOr(new KeyTable.Check(Bytes.of(salt), Bytes.of(kek.codeFor(salt))));
        byte[] expected = kek.codeFor(holds.salt().toArray());
        if (!MessageDigest.isEqual(expected, holds.code().toArray())) {
            throw new WrongKeyEncryptionKey();
        }
        return new SoftwareVault(table, new EncryptedPkcs8(kek));
    }

    /** Makes a key for one place; it is stored when this returns. */
    ManagedKey generate(KeyPlace place, KeyKind kind) {
        KeyPair pair = kind.generate();
        PublicKey publicKey = kind.publicKey(pair.getPublic());
        ManagedKey key = new ManagedKey(DIALECT.keyIdOf(publicKey), publicKey);
        Sha256 material = materialOf(publicKey);
        if (material == null) {
            throw new IllegalStateException("a key just made does not read as one: " + key.id());
        }
        table.add(new StoredKey(key, material, place, encryption.encrypt(pair.getPrivate())));
        open.put(key.id(), new OpenKey(place, kind, pair.getPrivate()));
        places.put(publicKey, Optional.of(place));
        return key;
    }

    @Nullable KeyPlace placeOf(PublicKey key) {
        return places.get(key, k -> Optional.ofNullable(lookUp(k))).orElse(null);
    }

    /** Null for a key that was never made here. */
    @Nullable KeyPlace placeOf(KeyId id) {
        OpenKey key = openKey(id);
        return key == null ? null : key.place();
    }

    /**
     * Signs whatever it is given: judging the message is its caller's work.
     *
     * @throws IllegalArgumentException for a key that was never made here
     */
    Signature sign(KeyId id, Bytes message) {
        OpenKey key = openKey(id);
        if (key == null) {
            throw new IllegalArgumentException("the vault has no key " + id);
        }
        return new Signature(id, key.kind().method(), key.kind().sign(key.privateKey(), message));
    }

    long nextThousandEntries() {
        return table.nextThousand();
    }

    private @Nullable KeyPlace lookUp(PublicKey key) {
        Sha256 material = materialOf(key);
        StoredKey stored = material == null ? null : table.byMaterial(material);
        return stored == null ? null : stored.place();
    }

    /** Names a key by what it is: neither a certificate around it nor another spelling hides it. */
    private static @Nullable Sha256 materialOf(PublicKey key) {
        Bytes material = KeyMaterial.of(key);
        return material == null ? null : material.sha256();
    }

    private @Nullable OpenKey openKey(KeyId id) {
        OpenKey key = open.getIfPresent(id);
        if (key != null) {
            return key;
        }
        StoredKey stored = table.byId(id); // absent ids are not cached: they may be anything
        return stored == null ? null : open.get(id, _ -> decrypt(stored));
    }

    private OpenKey decrypt(StoredKey stored) {
        KeyKind kind = KeyKind.ofType(stored.key().key().type());
        try {
            PrivateKey key = encryption.decrypt(stored.encryptedPrivateKey(), kind.keyAlgorithm());
            if (!belongTogether(kind, key, stored.key())) {
                throw new IllegalStateException(
                        "the private and the public half of key "
                                + stored.key().id()
                                + " do not belong together: the signer's table was changed");
            }
            return new OpenKey(stored.place(), kind, key);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("decrypting the key " + stored.key().id(), e);
        }
    }

    /** Whether what the private half signs the public half verifies. */
    private static boolean belongTogether(KeyKind kind, PrivateKey privateKey, ManagedKey key) {
        Signature signature = new Signature(key.id(), kind.method(), kind.sign(privateKey, PROBE));
        return CHECK.verifies(key.key(), signature, PROBE);
    }

    private record OpenKey(KeyPlace place, KeyKind kind, PrivateKey privateKey) {
        @Override
        public String toString() {
            return "OpenKey[" + place + "]";
        }
    }
}
