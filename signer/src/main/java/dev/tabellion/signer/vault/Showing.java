package dev.tabellion.signer.vault;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.KeyVault.Shown;
import dev.tabellion.tuf.KeyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the register and the vaults show while somebody looks for keys. Each vault is asked for what
 * it shows when the first of its keys is looked for; one that does not answer is asked no more.
 */
public final class Showing {
    private static final Logger LOG = LoggerFactory.getLogger(Showing.class);

    private final KeyRegister register;
    private final Vaults vaults;
    private final Function<KeyVault, Shown> asking;
    private final Map<VaultName, Optional<Shown>> shown = new HashMap<>();

    Showing(KeyRegister register, Vaults vaults, Function<KeyVault, Shown> asking) {
        this.register = register;
        this.vaults = vaults;
        this.asking = asking;
    }

    /**
     * Where these keys are.
     *
     * @throws SignerUnavailable if the register cannot be read
     */
    public Map<KeyId, Presence> presenceOf(Collection<Wanted> keys) {
        Map<KeyId, RegisteredKey> rows = rows(keys);
        Map<KeyId, Presence> found = new HashMap<>();
        Map<VaultName, List<RegisteredKey>> registered = new HashMap<>();
        for (Wanted each : keys) {
            RegisteredKey row = rows.get(each.key().id());
            if (row == null || !each.isIn(row) || !Vaults.areThereOf(row.vault())) {
                found.put(each.key().id(), Presence.UNREGISTERED);
            } else {
                registered.computeIfAbsent(row.vault(), _ -> new ArrayList<>()).add(row);
            }
        }
        registered.values().forEach(ofOneVault -> found.putAll(inVault(ofOneVault)));
        return found;
    }

    private Map<KeyId, RegisteredKey> rows(Collection<Wanted> keys) {
        List<KeyId> ids = keys.stream().map(each -> each.key().id()).toList();
        return Keyring.asking("looking for keys", () -> register.byIds(ids)).stream()
                .collect(Collectors.toMap(row -> row.key().id(), row -> row, (one, _) -> one));
    }

    private Map<KeyId, Presence> inVault(List<RegisteredKey> keys) {
        Optional<Set<VaultKey>> lacking = lacking(keys);
        Map<KeyId, Presence> found = new HashMap<>();
        for (RegisteredKey each : keys) {
            found.put(
                    each.key().id(),
                    lacking.map(gone -> gone.contains(each.inVault()))
                            .map(gone -> gone ? Presence.GONE_FROM_VAULT : Presence.THERE)
                            .orElse(Presence.UNKNOWN));
        }
        return found;
    }

    /** Of one vault; empty if it cannot tell. */
    private Optional<Set<VaultKey>> lacking(List<RegisteredKey> keys) {
        RegisteredKey first = keys.getFirst();
        List<VaultKey> asked = keys.stream().map(RegisteredKey::inVault).toList();
        return shown.computeIfAbsent(
                        first.vault(),
                        vault -> told(vault, () -> asking.apply(vaults.holding(first))))
                .flatMap(view -> told(first.vault(), () -> view.lacking(asked)));
    }

    private static <T> Optional<T> told(VaultName vault, Supplier<T> question) {
        try {
            return Optional.of(Keyring.asking("looking for keys", question));
        } catch (SignerUnavailable e) {
            LOG.atWarn().addKeyValue("vault", vault).setCause(e).log("vault-shows-nothing");
            return Optional.empty();
        }
    }
}
