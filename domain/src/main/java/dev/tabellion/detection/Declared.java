package dev.tabellion.detection;

import dev.tabellion.tuf.KeyId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people said that rules go by: nothing but in the dossier of the record itself.
 *
 * @param compromised keys that somebody declared compromised, and the entry by which
 * @param reserved how names begin that are spoken for
 */
public record Declared(
        SortedMap<KeyId, Compromised> compromised, SortedMap<String, Reserved> reserved) {
    static final Declared NOTHING = new Declared(new TreeMap<>(), new TreeMap<>());

    public Declared {
        compromised = Frozen.of(compromised);
        reserved = Frozen.of(reserved);
    }

    Declared withCompromised(SortedMap<KeyId, Compromised> now) {
        return new Declared(now, reserved);
    }

    Declared withReserved(SortedMap<String, Reserved> now) {
        return new Declared(compromised, now);
    }
}
