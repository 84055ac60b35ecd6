package dev.tabellion.signer.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import java.security.PrivateKey;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * All keys of this signer, whichever vault holds them: finds, makes, takes in and uses them. Never
 * judges what is to be signed. Safe for concurrent use.
 *
 * <p>Each method throws {@link SignerUnavailable} if the database or the key's vault cannot be used
 * now.
 */
public final class Keyring {
    private static final Dialect DIALECT = Dialect.NOTARY_V1;
    private static final int KNOWN_KEYS = 20_000;

    private final KeyRegister register;
    private final Vaults vaults;

    private final Cache<KeyId, RegisteredKey> known =
            Caffeine.newBuilder().maximumSize(KNOWN_KEYS).build();

    private final KnownPlaces places = new KnownPlaces(Ticker.systemTicker());

    public Keyring(DataSource signerDataSource, Vaults vaults) {
        this.register = new KeyRegister(signerDataSource);
        this.vaults = vaults;
    }

    /**
     * Makes a key for one place, in the vault that its collection belongs in now. Durable when it
     * returns.
     *
     * @throws UnsupportedKeyKind if that vault makes no such keys
     */
    public ManagedKey generate(KeyPlace place, KeyAlgorithm algorithm) {
        return asking(
                "making a key",
                () -> {
                    KeyVault vault = vaults.forNewKeysOf(place.gun());
                    PublicKey key = vault.generate(KeyKind.of(algorithm));
                    // A crash here leaves a key in the vault that is nobody's: it never signs.
                    return add(key, place, vault.name(), Origin.GENERATED);
                });
    }

    /**
     * Takes in a key that was made elsewhere: a ceremony at the signer, nothing that its door
     * offers. Always into the software vault, since a token could not vouch for such a key. Taking
     * in the same key for the same place again changes nothing.
     *
     * @throws IllegalArgumentException if the halves do not belong together, or the key is bound to
     *     another place already
     */
    public ManagedKey takeIn(KeyPlace place, PublicKey publicKey, PrivateKey privateKey) {
        return asking(
                "taking in a key",
                () -> {
                    vaults.software().takeIn(publicKey, privateKey);
                    return add(publicKey, place, vaults.software().name(), Origin.IMPORTED);
                });
    }

    /** Where a key may be used, by its material and not by its id; null for none of ours. */
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return places.of(key, k -> asking("looking up a key", () -> lookUp(k)));
    }

    /** Null for a key that is not ours. */
    public @Nullable KeyPlace placeOf(KeyId id) {
        RegisteredKey key = find(id);
        return key == null ? null : key.place();
    }

    /** Null for a key that is not ours. */
    public @Nullable RegisteredKey find(KeyId id) {
        RegisteredKey remembered = known.getIfPresent(id);
        if (remembered != null) {
            return remembered;
        }
        RegisteredKey found = asking("looking up a key", () -> register.byId(id));
        if (found != null) { // absent ids are not remembered: they may be anything
            known.put(id, found);
        }
        return found;
    }

    /**
     * Signs whatever it is given: judging the message is its caller's work.
     *
     * @throws IllegalArgumentException for a key that is not ours
     */
    public Signature sign(KeyId id, Bytes message) {
        RegisteredKey key = find(id);
        if (key == null) {
            throw new IllegalArgumentException("no vault has the key " + id);
        }
        return sign(key, message);
    }

    /** The same, with the key as it was found before. */
    public Signature sign(RegisteredKey key, Bytes message) {
        VaultKey inVault = key.inVault();
        Bytes value = asking("signing", () -> vaults.holding(key).sign(inVault, message));
        return new Signature(key.key().id(), inVault.kind().method(), value);
    }

    /** All keys, the oldest first. */
    public List<RegisteredKey> all() {
        return asking("listing the keys", register::all);
    }

    /** What the key's vault tells of it now. */
    public SortedMap<String, String> attributesOf(RegisteredKey key) {
        return asking("asking about a key", () -> vaults.holding(key).attributesOf(key.inVault()));
    }

    /** For a look at where keys are. */
    public Showing show() {
        return new Showing(register, vaults, KeyVault::show);
    }

    /** The same, to be sure of what is missing. */
    public Showing showAnew() {
        return new Showing(register, vaults, KeyVault::showAnew);
    }

    private ManagedKey add(PublicKey publicKey, KeyPlace place, VaultName vault, Origin origin) {
        ManagedKey key = new ManagedKey(DIALECT.keyIdOf(publicKey), publicKey);
        Sha256 material = VaultKey.of(publicKey).material();
        register.add(key, material, place, vault, origin);
        RegisteredKey registered = register.byMaterial(material);
        if (registered == null || !registered.place().equals(place)) {
            throw new IllegalArgumentException(
                    "the key " + key.id() + " is already bound to another place");
        }
        if (!registered.isOfItsMaterial()) { // the journal is going to tell of it
            throw new IllegalStateException(
                    "the register has another key than " + key.id() + " in its place");
        }
        places.put(publicKey, place);
        known.put(registered.key().id(), registered);
        return registered.key();
    }

    private @Nullable KeyPlace lookUp(PublicKey key) {
        Sha256 material = VaultKey.materialOf(key);
        RegisteredKey registered = material == null ? null : register.byMaterial(material);
        return registered == null ? null : registered.place();
    }

    static <T extends @Nullable Object> T asking(String doing, Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw new SignerUnavailable(doing, e);
        }
    }
}
