package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;

/**
 * Has the server's own roles signed, one after the other: the snapshot where it is ours, then
 * always the timestamp over the snapshot's file. Never signs, and never believes a signature
 * unchecked.
 */
final class ServerSigning {
    private final TrustedCollection collection;
    private final Proposal proposal;
    private final Surroundings around;
    private final Reason reason;

    ServerSigning(Proposal proposal, Reason reason) {
        this.collection = proposal.before();
        this.proposal = proposal;
        this.around = proposal.around();
        this.reason = reason;
    }

    /** Signs a snapshot of {@code meta}, then the timestamp. */
    Decision snapshot(Trail trail, SortedMap<RoleName, FileMeta> meta, List<Upload> evidence) {
        Snapshot snapshot =
                new Snapshot(
                        next(RoleName.SNAPSHOT), until(around.policy().snapshotValidity()), meta);
        return sign(trail, RoleName.SNAPSHOT, snapshot, evidence, this::timestamp);
    }

    /** Signs a timestamp over the snapshot's bytes as they are served. */
    Decision timestamp(Trail trail, Bytes snapshotFile) {
        Timestamp timestamp =
                new Timestamp(
                        next(RoleName.TIMESTAMP),
                        until(around.policy().timestampValidity()),
                        FileMeta.of(snapshotFile));
        List<Upload> evidence =
                List.of(
                        new Upload(RoleName.ROOT, proposal.rootFile().raw()),
                        new Upload(RoleName.SNAPSHOT, snapshotFile));
        return sign(trail, RoleName.TIMESTAMP, timestamp, evidence, (after, _) -> after.accepted());
    }

    private Decision sign(
            Trail trail,
            RoleName role,
            Metadata unsigned,
            List<Upload> evidence,
            BiFunction<Trail, Bytes, Decision> then) {
        SigningRequest request =
                new SigningRequest(
                        collection.placeFor(role),
                        unsigned.version(),
                        proposal.root().topLevel(role).ids(),
                        collection.dialect().payloadOf(unsigned),
                        reason,
                        evidence);
        return new Decision.SignatureWanted(
                request,
                answer ->
                        switch (answer) {
                            case SigningAnswer.Refused refused -> refuse(trail, request, refused);
                            case SigningAnswer.Produced(List<SigningAnswer.Entry> entries) ->
                                    signed(trail, request, unsigned.expires(), entries, then);
                        });
    }

    private Decision signed(
            Trail trail,
            SigningRequest request,
            Instant expires,
            List<SigningAnswer.Entry> entries,
            BiFunction<Trail, Bytes, Decision> then) {
        List<Signature> signatures = entries.stream().map(SigningAnswer.Entry::signature).toList();
        SignerAnswers.check(request, proposal.root(), signatures, around.check());
        Document document = Document.of(collection.dialect().fileOf(request.payload(), signatures));
        List<CollectionEvent> events = new ArrayList<>();
        events.add(requested(request));
        entries.forEach(entry -> events.add(produced(request, entry)));
        events.add(published(request, document, expires));
        return then.apply(trail.with(events, document), document.file());
    }

    private MetadataPublished published(
            SigningRequest request, Document document, Instant expires) {
        RoleName role = request.place().role();
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
                reason);
    }

    private static Decision refuse(
            Trail trail, SigningRequest request, SigningAnswer.Refused refused) {
        RoleName role = request.place().role();
        SigningRefused event =
                new SigningRefused(
                        role,
                        request.version(),
                        request.keys(),
                        request.payload().sha256(),
                        refused.rule(),
                        refused.facts());
        return trail.refused(
                new Rejection.SignerRefused(role, refused.rule(), null),
                List.of(requested(request), event));
    }

    private static SigningRequested requested(SigningRequest request) {
        return new SigningRequested(
                request.place().role(),
                request.version(),
                request.keys(),
                request.payload().sha256(),
                request.reason());
    }

    private static SignatureProduced produced(SigningRequest request, SigningAnswer.Entry entry) {
        return new SignatureProduced(
                request.place().role(),
                request.version(),
                entry.signature().keyId(),
                request.payload().sha256(),
                entry.signature().value().sha256(),
                entry.journalEntry());
    }

    private Version next(RoleName role) {
        CurrentDocument current = collection.current(role);
        return current == null ? Version.FIRST : current.version().next();
    }

    private Instant until(Duration validity) {
        return around.now().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    }
}
