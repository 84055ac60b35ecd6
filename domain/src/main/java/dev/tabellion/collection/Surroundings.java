package dev.tabellion.collection;

import dev.tabellion.verify.SignatureCheck;
import java.time.Instant;

/** What a decision may look at beside the command and the collection's own state. */
public record Surroundings(
        Instant now,
        Documents documents,
        KeyPlaces keyPlaces,
        SignatureCheck check,
        Policy policy) {

    /** The same, with a check that asks for no signature twice. */
    Surroundings checkingOnce() {
        return new Surroundings(now, documents, keyPlaces, new OnceCheck(check), policy);
    }
}
