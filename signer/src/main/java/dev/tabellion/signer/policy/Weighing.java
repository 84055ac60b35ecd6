package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Footing;
import dev.tabellion.collection.Justification;
import dev.tabellion.collection.KeyPlaces;
import dev.tabellion.collection.Mark;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.Verdict;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.signer.policy.Judgement.Justified;
import dev.tabellion.signer.policy.Judgement.Refused;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.RejectionFacts;
import dev.tabellion.verify.SignatureCheck;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the evidence of a request against what the signer remembers. Has no rules of its own: it
 * asks those of publications, and names what they answer.
 */
final class Weighing {
    /** Of a list that somebody else wrote. */
    private static final int MOST_NAMED = 8;

    private final Policy publishers;
    private final Dialect dialect;
    private final KeyPlaces places;
    private final SignatureCheck check;
    private final ReadDocuments read = new ReadDocuments();

    Weighing(Policy publishers, Dialect dialect, KeyPlaces places, SignatureCheck check) {
        this.publishers = publishers;
        this.dialect = dialect;
        this.places = places;
        this.check = check;
    }

    Judgement judge(SigningCase asked) {
        Position settled = asked.standing().tip().settled();
        Footing base =
                settled == null ? null : new Footing(settled.root().mark(), settled.snapshot());
        Justification justification =
                new Justification(
                        asked.request(), base, asked.now(), places, check, publishers, read);
        return switch (asked.document().metadata()) {
            case Snapshot snapshot -> judgement(asked, justification.of(snapshot), null);
            case Timestamp timestamp -> judge(asked, timestamp, justification);
            case Root _, Targets _ ->
                    throw new IllegalStateException("no payload of a publisher's role is read");
        };
    }

    private Judgement judge(SigningCase asked, Timestamp timestamp, Justification justification) {
        Sha256 file = timestamp.snapshot().sha256();
        PinnedRoot root = asked.standing().tip().rootOf(file);
        return root == null
                ? judgement(asked, justification.of(timestamp), null)
                : judgement(
                        asked,
                        justification.of(timestamp, root.mark()),
                        asked.standing().tip().snapshot(file));
    }

    private Judgement judgement(SigningCase asked, Verdict verdict, @Nullable Mark known) {
        RoleName role = asked.role();
        return switch (verdict) {
            case Verdict.Justified(Mark root, SortedSet<KeyId> keys, @Nullable Mark publishers) ->
                    new Justified(
                            asked.request(),
                            dialect,
                            asked.now(),
                            asked.document().metadata().expires(),
                            new PinnedRoot(root, keys),
                            known == null ? publishers : known);
            case Verdict.Missing(RoleName of, Sha256 digest) ->
                    Refused.by("evidence-missing", "role", of, "digest", digest);
            case Verdict.Unlike(RoleName of) -> Refused.by(role + "-not-justified", "role", of);
            case Verdict.OtherKeys(List<KeyId> named) ->
                    Refused.by(
                            "key-of-another-place",
                            "gun",
                            asked.request().place().gun(),
                            "life",
                            asked.request().place().life(),
                            "role",
                            role,
                            "asked",
                            ids(asked.request().keys()),
                            "named",
                            ids(named));
            case Verdict.OursUnknown(Sha256 digest) ->
                    Refused.by("snapshot-not-in-journal", "digest", digest);
            case Verdict.Unjustified(Rejection why) ->
                    new Refused(ruleOf(why), RejectionFacts.factsOf(why));
        };
    }

    /** What tells of an attack on what was signed before has a name of its own. */
    private static String ruleOf(Rejection why) {
        return switch (why) {
            case Rejection.RootChainBroken _ -> "root-chain-broken";
            case Rejection.RootVersionSkipped(int current, int offered) when offered < current ->
                    "root-rolled-back";
            case Rejection.VersionRollback(RoleName role, int _, int _)
                    when role.equals(RoleName.SNAPSHOT) ->
                    "snapshot-rolled-back";
            case Rejection.Equivocation(RoleName role, int _, Sha256 _, Sha256 _)
                    when role.equals(RoleName.SNAPSHOT) ->
                    "snapshot-equivocated";
            case Rejection other -> "unjustified-" + RejectionFacts.ruleOf(other);
        };
    }

    private static String ids(List<KeyId> ids) {
        return ids.stream().limit(MOST_NAMED).map(KeyId::value).collect(Collectors.joining(" "));
    }
}
