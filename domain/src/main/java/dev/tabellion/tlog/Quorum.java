package dev.tabellion.tlog;

import java.util.List;
import java.util.Set;

/** How many cosignatures are enough, and whose (C2SP tlog-policy, "Defining a witness group"). */
public sealed interface Quorum {
    /** No cosignature is needed. */
    record None() implements Quorum {}

    /** This witness's own is needed. */
    record Cosigned(VerifierKey witness) implements Quorum {}

    /** Enough of its members are needed, each of them a witness or a group. */
    record Group(int threshold, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
            if (threshold < 1 || threshold > members.size()) {
                throw new IllegalArgumentException(
                        threshold + " of " + members.size() + " members is no quorum");
            }
        }
    }

    /**
     * @param cosigners the witnesses whose cosignatures have been verified
     */
    default boolean isMetBy(Set<VerifierKey> cosigners) {
        return switch (this) {
            case None() -> true;
            case Cosigned(VerifierKey witness) -> cosigners.contains(witness);
            case Group(int threshold, List<Quorum> members) ->
                    members.stream().filter(each -> each.isMetBy(cosigners)).count() >= threshold;
        };
    }
}
