package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has the server's own roles signed: the snapshot where it is ours, and always the timestamp over
 * the snapshot's file, which the signer may give with the snapshot or is asked for then. Never
 * signs, and never believes a signature unchecked.
 */
final class ServerSigning {
    /** How often the signer may name a later version than the one asked for. */
    private static final int ATTEMPTS = 3;

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
    Decision snapshot(Trail trail, SortedMap<RoleName, FileMeta> meta, Evidence evidence) {
        Instant expires = until(around.policy().snapshotValidity());
        return ask(
                trail,
                new Wanted(
                        RoleName.SNAPSHOT,
                        version -> new Snapshot(version, expires, meta),
                        evidence,
                        vouching(),
                        this::timestamp),
                next(RoleName.SNAPSHOT),
                ATTEMPTS);
    }

    /** Signs a timestamp over the snapshot's bytes as they are served, which the signer knows. */
    Decision timestamp(Trail trail, Bytes snapshotFile) {
        return timestamp(trail, snapshotFile, Evidence.ofTimestamp(proposal, snapshotFile));
    }

    /** Signs a timestamp over a snapshot that a publisher offers. */
    Decision timestamp(Trail trail, Bytes snapshotFile, Evidence evidence) {
        Instant expires = until(around.policy().timestampValidity());
        return ask(
                trail,
                new Wanted(
                        RoleName.TIMESTAMP,
                        version -> new Timestamp(version, expires, FileMeta.of(snapshotFile)),
                        evidence,
                        null,
                        (after, _) -> after.accepted()),
                next(RoleName.TIMESTAMP),
                ATTEMPTS);
    }

    /** What to have signed, at whatever version, and how to go on with its file. */
    private record Wanted(
            RoleName role,
            Function<Version, Metadata> document,
            Evidence evidence,
            @Nullable Vouching vouching,
            BiFunction<Trail, Bytes, Decision> then) {}

    private Decision ask(Trail trail, Wanted wanted, Version version, int attempts) {
        Metadata unsigned = wanted.document().apply(version);
        SigningRequest request = request(wanted, unsigned);
        return new Decision.SignatureWanted(
                request,
                answer ->
                        switch (answer) {
                            case SigningAnswer.Refused refused ->
                                    refuse(trail, request, refused.rule(), refused);
                            case SigningAnswer.Behind behind ->
                                    again(trail, wanted, request, behind, attempts - 1);
                            case SigningAnswer.Produced produced ->
                                    signed(trail, wanted, request, unsigned, produced);
                        });
    }

    private SigningRequest request(Wanted wanted, Metadata unsigned) {
        CurrentDocument base = collection.current(RoleName.TIMESTAMP);
        return new SigningRequest(
                collection.placeFor(wanted.role()),
                unsigned.version(),
                proposal.root().topLevel(wanted.role()).ids(),
                collection.dialect().payloadOf(unsigned),
                reason,
                base == null ? null : base.digest(),
                wanted.evidence().uploads(),
                wanted.vouching());
    }

    /** The timestamp over a snapshot that is about to be signed: one question instead of two. */
    private Vouching vouching() {
        return new Vouching(
                next(RoleName.TIMESTAMP),
                proposal.root().topLevel(RoleName.TIMESTAMP).ids(),
                until(around.policy().timestampValidity()));
    }

    /** A crash or a lost race left a document in the signer's journal that nobody got. */
    private Decision again(
            Trail trail,
            Wanted wanted,
            SigningRequest request,
            SigningAnswer.Behind behind,
            int attempts) {
        Version mark = behind.mark();
        if (mark.compareTo(request.version()) < 0) {
            return refuse(trail, request, "behind", SignerAnswers.refusalOf(behind));
        }
        if (attempts == 0) { // others were quicker each time, and none of them need have committed
            return trail.refused(new Rejection.Overtaken(), List.of());
        }
        int highest = around.policy().highestVersion();
        return mark.number() < highest
                ? ask(trail, wanted, mark.next(), attempts)
                : trail.refused(
                        new Rejection.VersionTooHigh(wanted.role(), mark.number(), highest),
                        List.of());
    }

    private Decision signed(
            Trail trail,
            Wanted wanted,
            SigningRequest request,
            Metadata unsigned,
            SigningAnswer.Produced produced) {
        Metadata answered = new SignerAnswers(proposal).check(request, unsigned, produced);
        Document document =
                Document.of(collection.dialect().fileOf(produced.payload(), produced.signatures()));
        Decision next =
                wanted.then()
                        .apply(
                                trail.with(
                                        new SigningEvents(collection, request)
                                                .of(produced, document, answered.expires()),
                                        document),
                                document.file());
        return produced.vouching() != null && next instanceof Decision.SignatureWanted timestamp
                ? timestamp.then().apply(produced.vouching())
                : next;
    }

    private Decision refuse(
            Trail trail, SigningRequest request, String rule, SigningAnswer.Refused refused) {
        return trail.refused(
                new Rejection.SignerRefused(request.place().role(), rule, null),
                new SigningEvents(collection, request).of(refused));
    }

    private Version next(RoleName role) {
        CurrentDocument current = collection.current(role);
        return current == null ? Version.FIRST : current.version().next();
    }

    private Instant until(Duration validity) {
        return around.now().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    }
}
