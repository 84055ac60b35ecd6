package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.verify.SignatureCheck;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is to be signed follows from documents that publishers signed: the collection is
 * rebuilt from the evidence as far as its digests are known, and judged by the rules of
 * publications. Believes nothing that whoever asks says of a document.
 */
public final class Justification {
    private static final Dialect DIALECT = Dialect.NOTARY_V1;

    private final SigningRequest request;
    private final @Nullable Footing base;
    private final Presented presented;
    private final Rebuilding rebuilding;
    private final Surroundings around;

    /**
     * For one request.
     *
     * @param base what the request's base stands for, as the signer remembers it; null for none
     * @param now by the signer's clock
     * @param policy the signer's
     * @param reading of the evidence
     */
    public Justification(
            SigningRequest request,
            @Nullable Footing base,
            Instant now,
            KeyPlaces places,
            SignatureCheck check,
            Policy policy,
            DocumentReading reading) {
        this.request = request;
        this.base = base;
        this.presented = new Presented(request.evidence(), DIALECT, reading);
        this.rebuilding = new Rebuilding(request.place(), DIALECT, presented);
        this.around = new Surroundings(now, presented, places, check, policy);
    }

    /** Of a snapshot of ours: it names what its forerunner did and what publishers signed since. */
    public Verdict of(Snapshot payload) {
        return new SnapshotSources(payload, base, request.evidence(), presented, rebuilding)
                .ofOurs()
                .or(() -> new SnapshotGrounds(payload).judge(proposal()))
                .orElseGet(() -> keys(null));
    }

    /** Of a timestamp over a snapshot that a publisher signed. */
    public Verdict of(Timestamp payload) {
        TimestampGrounds grounds =
                new TimestampGrounds(
                        payload.snapshot().sha256(),
                        base,
                        request.evidence(),
                        presented,
                        rebuilding);
        return unlike(payload)
                .or(grounds::gatherSigners)
                .or(() -> grounds.judgeSigners(proposal()))
                .or(grounds::gatherContent)
                .or(() -> grounds.judgeContent(proposal()))
                .orElseGet(() -> keys(grounds.snapshotMark()));
    }

    /**
     * Of a timestamp over a snapshot that the signer knows: signed there, or vouched for before.
     * Verifies no signature.
     *
     * @param root the root that the snapshot names, verified before
     */
    public Verdict of(Timestamp payload, Mark root) {
        return unlike(payload)
                .or(() -> rebuilding.know(RoleName.ROOT, root.digest()))
                .orElseGet(() -> keys(null));
    }

    private Optional<Verdict> unlike(Timestamp payload) {
        Bytes file = presented.file(payload.snapshot().sha256());
        if (file == null) {
            return Optional.of(new Verdict.Missing(RoleName.SNAPSHOT, payload.snapshot().sha256()));
        }
        return payload.snapshot().equals(FileMeta.of(file))
                ? Optional.empty()
                : Optional.of(new Verdict.Unlike(RoleName.SNAPSHOT));
    }

    /**
     * The root in force gives the role to exactly those keys that are to sign, all of them ours.
     */
    private Verdict keys(@Nullable Mark snapshot) {
        Proposal proposal = proposal();
        RoleName role = request.place().role();
        RoleKeys named = proposal.root().topLevel(role);
        OwnKeys ownKeys = new OwnKeys(proposal.before(), around.keyPlaces());
        boolean asked =
                request.keys().size() == named.keys().size()
                        && new HashSet<>(request.keys()).equals(named.keys().keySet());
        return asked && ownKeys.areAll(role, named)
                ? justified(proposal, ownKeys, snapshot)
                : new Verdict.OtherKeys(named.ids());
    }

    private static Verdict justified(Proposal proposal, OwnKeys ownKeys, @Nullable Mark snapshot) {
        TreeSet<KeyId> keys = new TreeSet<>();
        for (RoleName role : RootRules.TOP_LEVEL) {
            ownKeys.among(role, proposal.root().topLevel(role)).stream()
                    .map(ManagedKey::id)
                    .forEach(keys::add);
        }
        Mark root = new Mark(proposal.root().version(), proposal.rootFile().raw().sha256());
        return new Verdict.Justified(root, keys, snapshot);
    }

    private Proposal proposal() {
        return rebuilding.proposal(around);
    }
}
