package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.RejectionFacts;
import dev.tabellion.verify.Signers;
import dev.tabellion.verify.TrustedSet;
import dev.tabellion.verify.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of each file that came what a client would say to it. */
record Judging(Sights sights) {

    /** Null, and told, if it is no metadata of that role. */
    @Nullable Signed<?> read(RoleName role, String name, Bytes file) {
        try {
            return sights.watch().dialect().read(role, file);
        } catch (MalformedMetadata e) {
            Rejection why =
                    e.unreadable()
                            ? new Rejection.Unreadable(role, e.problem())
                            : new Rejection.Malformed(role, e.problem());
            sights.see(role, name, null, file, refused(why), List.of());
            return null;
        }
    }

    /** What is trusted with it; null if it is refused. Told in any case. */
    @Nullable TrustedSet judged(RoleName role, String name, Signed<?> file, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(TrustedSet next, Signers signers) -> {
                sights.see(
                        role,
                        name,
                        file.metadata().version(),
                        file.raw(),
                        Judgement.accepted(),
                        signers.valid());
                yield next;
            }
            case Verdict.Rejected(Rejection why) -> {
                sights.see(
                        role, name, file.metadata().version(), file.raw(), refused(why), List.of());
                yield null;
            }
        };
    }

    private static Judgement refused(Rejection why) {
        return new Judgement(RejectionFacts.ruleOf(why), RejectionFacts.factsOf(why));
    }
}
