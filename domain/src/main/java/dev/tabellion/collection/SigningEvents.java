package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told of one question to the signer. The request names the bytes that were asked for, the
 * signatures those that were signed: they differ where a lost answer was given again.
 */
final class SigningEvents {
    private final TrustedCollection collection;
    private final SigningRequest request;
    private final RoleName role;

    SigningEvents(TrustedCollection collection, SigningRequest request) {
        this.collection = collection;
        this.request = request;
        this.role = request.place().role();
    }

    List<CollectionEvent> of(SigningAnswer.Produced produced, Document document, Instant expires) {
        List<CollectionEvent> events = new ArrayList<>();
        events.add(requested());
        produced.signatures().forEach(signature -> events.add(signed(produced, signature)));
        events.add(published(document, expires));
        return events;
    }

    List<CollectionEvent> of(SigningAnswer.Refused refused) {
        return List.of(
                requested(),
                new SigningRefused(
                        role,
                        request.version(),
                        request.keys(),
                        request.payload().sha256(),
                        refused.rule(),
                        refused.facts()));
    }

    private SigningRequested requested() {
        return new SigningRequested(
                role,
                request.version(),
                request.keys(),
                request.payload().sha256(),
                request.reason());
    }

    private SignatureProduced signed(SigningAnswer.Produced produced, Signature signature) {
        return new SignatureProduced(
                role,
                request.version(),
                signature.keyId(),
                produced.payload().sha256(),
                signature.value().sha256(),
                produced.journalEntry());
    }

    private MetadataPublished published(Document document, Instant expires) {
        CurrentDocument previous = collection.current(role);
        return new MetadataPublished(
                role,
                request.version(),
                document.digest(),
                document.file().length(),
                expires,
                request.keys(),
                previous == null ? null : previous.digest(),
                Author.SERVER,
                request.reason());
    }
}
