package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What came of asking whether the documents presented justify a signature. */
public sealed interface Verdict {
    /**
     * @param root the root that would be in force
     * @param keys those of ours that it names, for whichever role
     * @param snapshot the snapshot to be vouched for, where it was a publisher's; else null
     */
    record Justified(Mark root, SortedSet<KeyId> keys, @Nullable Mark snapshot) implements Verdict {
        public Justified {
            keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
        }
    }

    /** A document that is needed to judge was not presented. */
    record Missing(RoleName role, Sha256 digest) implements Verdict {}

    /** What is to be signed says something else of this role than the documents do. */
    record Unlike(RoleName role) implements Verdict {}

    /** The root gives the role to these keys: not to those that are to sign, or not all of ours. */
    record OtherKeys(List<KeyId> named) implements Verdict {
        public OtherKeys {
            named = List.copyOf(named);
        }
    }

    /** The snapshot would be ours, by the root's keys, and we do not know it. */
    record OursUnknown(Sha256 snapshot) implements Verdict {}

    /** A rule for publications refuses one of the documents. */
    record Unjustified(Rejection why) implements Verdict {}
}
