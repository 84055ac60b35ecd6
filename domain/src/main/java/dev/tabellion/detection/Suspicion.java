package dev.tabellion.detection;

import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes graver what a key has a part in that was declared compromised: it signed what the entry
 * shows, or is among the evidence. Changes no finding's name, and nothing that was found before the
 * declaration.
 *
 * @param dismissed keys that the entry takes away by the word of others
 */
record Suspicion(Entry entry, Map<KeyId, Compromised> compromised, Set<KeyId> dismissed) {

    static Suspicion of(Entry entry, Archive archive, Set<KeyId> dismissed) {
        return new Suspicion(
                entry, Dossier.known(archive, new View.OfLedger()).compromised(), dismissed);
    }

    Clue sharpened(RuleCard rule, Clue clue) {
        KeyId key = compromised.isEmpty() ? null : suspect(clue);
        if (key == null) {
            return clue;
        }
        Severity severity = clue.severity() == null ? rule.severity() : clue.severity();
        return clue.as(severity.sharpened()).fact(Finding.COMPROMISED, key);
    }

    private @Nullable KeyId suspect(Clue clue) {
        if (entry.event() instanceof KeyDeclaredCompromised) {
            return null; // weighed by whoever told of it
        }
        Signatures signed = Signatures.in(entry);
        if (signed != null && signed.hearsay()) {
            return null; // as grave as its rule says: nobody knows when it was signed
        }
        for (Exhibit exhibit : clue.exhibits()) {
            if (exhibit instanceof Exhibit.Key(KeyId id) && isSuspect(id, entry.at())) {
                return id;
            }
        }
        return signed == null
                ? null
                : signed.keys().stream()
                        .filter(key -> isSuspect(key, signed.at()))
                        .findFirst()
                        .orElse(null);
    }

    private boolean isSuspect(KeyId key, Instant at) {
        Compromised declared = compromised.get(key);
        return declared != null && declared.covers(at) && !dismissed.contains(key);
    }
}
