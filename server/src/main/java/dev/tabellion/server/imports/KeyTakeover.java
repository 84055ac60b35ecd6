package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.KeyPlaces;
import dev.tabellion.signer.notary.KeyCeremony;
import dev.tabellion.signer.notary.KeyFault;
import dev.tabellion.signer.notary.NotaryKey;
import dev.tabellion.verify.KeyMaterial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes a Notary's keys into this signer. */
final class KeyTakeover {
    private final NotarySignerTable notary;
    private final Passphrases passphrases;
    private final KeyCeremony ceremony;

    KeyTakeover(NotarySignerTable notary, Passphrases passphrases, KeyCeremony ceremony) {
        this.notary = notary;
        this.passphrases = passphrases;
        this.ceremony = ceremony;
    }

    /** A key, whether it is here already, and what keeps it out, if anything does. */
    record Finding(NotaryKey key, boolean isHere, @Nullable KeyFault fault) {}

    List<Finding> find() {
        return notary.keys().stream()
                .map(
                        key ->
                                new Finding(
                                        key,
                                        ceremony.isHere(key),
                                        ceremony.faultOf(key, passphrases.of(key.alias()))))
                .toList();
    }

    List<String> unbound() {
        return notary.unbound();
    }

    /** How many were new. */
    int takeIn(Predicate<Gun> wanted) {
        int taken = 0;
        for (NotaryKey key : notary.keys()) {
            if (wanted.test(key.gun()) && !ceremony.isHere(key)) {
                ceremony.takeIn(key, Objects.requireNonNull(passphrases.of(key.alias())));
                taken++;
            }
        }
        return taken;
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
