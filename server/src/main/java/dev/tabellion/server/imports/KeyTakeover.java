package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.KeyPlaces;
import dev.tabellion.signer.notary.CollectionCeremony;
import dev.tabellion.signer.notary.KeyCeremony;
import dev.tabellion.signer.notary.KeyFault;
import dev.tabellion.signer.notary.KeyPart;
import dev.tabellion.signer.notary.LastStand;
import dev.tabellion.signer.notary.NotaryKey;
import dev.tabellion.verify.KeyMaterial;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a Notary's keys into this signer, with where their collections stood. */
final class KeyTakeover {
    private final NotarySignerTable notary;
    private final Passphrases passphrases;
    private final KeyCeremony ceremony;
    private final CollectionCeremony collections;

    KeyTakeover(
            NotarySignerTable notary,
            Passphrases passphrases,
            KeyCeremony ceremony,
            CollectionCeremony collections) {
        this.notary = notary;
        this.passphrases = passphrases;
        this.ceremony = ceremony;
        this.collections = collections;
    }

    /**
     * A key, what it is for, whether it is here already, and what keeps it out, if anything does.
     */
    record Finding(NotaryKey key, KeyPart part, boolean isHere, @Nullable KeyFault fault) {}

    List<Finding> find(List<CollectionFinding> found) {
        Map<Gun, CollectionFinding> byGun = byGun(found);
        return notary.keys().stream().map(key -> find(key, byGun.get(key.gun()))).toList();
    }

    private Finding find(NotaryKey key, @Nullable CollectionFinding of) {
        KeyPart part = part(key, of);
        KeyFault fault =
                part == KeyPart.LEFT_BEHIND
                        ? null
                        : ceremony.faultOf(key, passphrases.of(key.alias()));
        return new Finding(key, part, ceremony.isHere(key), fault);
    }

    private static KeyPart part(NotaryKey key, @Nullable CollectionFinding of) {
        return switch (of == null ? new LastStand.Unpublished() : of.stand()) {
            case null -> KeyPart.LEFT_BEHIND;
            case LastStand.Unpublished() -> KeyPart.WAITING;
            case LastStand.Deleted() -> KeyPart.LEFT_BEHIND;
            case LastStand.Served(var position) -> CollectionCeremony.there(key, position);
        };
    }

    List<String> unbound() {
        return notary.unbound();
    }

    /** What was found of a collection, unless the signer has another of that name. */
    CollectionFinding atSigner(CollectionFinding finding) {
        LastStand stand = finding.stand();
        return stand != null && collections.isAnother(finding.gun(), stand)
                ? finding.existing()
                : finding;
    }

    /** How many were new. */
    int takeIn(List<CollectionFinding> found) {
        Map<Gun, CollectionFinding> byGun = byGun(found);
        Map<Gun, List<NotaryKey>> keys =
                notary.keys().stream().collect(Collectors.groupingBy(NotaryKey::gun));
        SortedMap<Gun, LastStand> stands = new TreeMap<>(Comparator.comparing(Gun::value));
        keys.keySet().stream()
                .filter(gun -> !byGun.containsKey(gun))
                .forEach(gun -> stands.put(gun, new LastStand.Unpublished()));
        for (CollectionFinding each : found) {
            if (each.stand() != null) {
                stands.put(each.gun(), each.stand());
            }
        }
        int taken = 0;
        for (Map.Entry<Gun, LastStand> stand : stands.entrySet()) {
            List<NotaryKey> ofIt = keys.getOrDefault(stand.getKey(), List.of());
            taken += collections.takeIn(stand.getKey(), stand.getValue(), ofIt, this::passphrase);
        }
        return taken;
    }

    private String passphrase(NotaryKey key) {
        return Objects.requireNonNull(passphrases.of(key.alias()));
    }

    private static Map<Gun, CollectionFinding> byGun(List<CollectionFinding> found) {
        Map<Gun, CollectionFinding> byGun = new HashMap<>();
        found.forEach(finding -> byGun.put(finding.gun(), finding));
        return byGun;
    }

    /** Where keys will be once they are taken in, so that collections can be judged before. */
    KeyPlaces before(KeyPlaces others) {
        Map<Bytes, KeyPlace> places = new HashMap<>();
        for (NotaryKey key : notary.keys()) {
            Bytes material = KeyMaterial.of(key.publicKey());
            if (material != null) {
                places.put(material, key.place());
            }
        }
        return key -> {
            Bytes material = KeyMaterial.of(key);
            KeyPlace place = material == null ? null : places.get(material);
            return place != null ? place : others.placeOf(key);
        };
    }
}
