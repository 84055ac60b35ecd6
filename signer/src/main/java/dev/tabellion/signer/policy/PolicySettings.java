package dev.tabellion.signer.policy;

import dev.tabellion.collection.Policy;
import java.time.Duration;

/**
 * The numbers of the signer's policy, set where the signer runs and nowhere else.
 *
 * @param publishers what publishers' documents are held to
 * @param longestTimestamp how far ahead a timestamp may expire; a snapshot likewise
 * @param clockSlack how far two clocks may differ, and how far the signer's own may go back
 * @param mostOrphans how many documents of a life may be signed within 24 hours without being
 *     published
 * @param burst how many signatures a key may make at once, with {@code perSecond} more thereafter;
 *     so many keys of a role may be made for one asker, likewise
 * @param mostUnusedKeys how many keys of one place may wait for a root that names them
 * @param skipAfterRestore how many versions are left out after the signer's book was rolled back
 */
public record PolicySettings(
        Policy publishers,
        Duration longestTimestamp,
        Duration longestSnapshot,
        Duration clockSlack,
        int mostOrphans,
        int burst,
        int perSecond,
        int mostUnusedKeys,
        int skipAfterRestore) {

    public static final PolicySettings DEFAULT =
            new PolicySettings(
                    Policy.NOTARY,
                    Policy.NOTARY.timestampValidity(),
                    Policy.NOTARY.snapshotValidity(),
                    Duration.ofSeconds(60),
                    64,
                    2_000,
                    10,
                    8,
                    100);

    /** The same with other bounds. */
    public PolicySettings bounded(int orphans, int signaturesAtOnce, int signaturesPerSecond) {
        return new PolicySettings(
                publishers,
                longestTimestamp,
                longestSnapshot,
                clockSlack,
                orphans,
                signaturesAtOnce,
                signaturesPerSecond,
                mostUnusedKeys,
                skipAfterRestore);
    }
}
