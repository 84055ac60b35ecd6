package dev.tabellion.server.signer;

import dev.tabellion.collection.Policy;
import dev.tabellion.signer.policy.PolicySettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator of the signer may set of its policy; no server can.
 *
 * @param longestTimestamp how far ahead a timestamp may expire
 * @param longestSnapshot how far ahead a snapshot may expire
 * @param orphansADay how many documents of a collection may be signed within a day without anything
 *     of it being published
 * @param signaturesAtOnce how many signatures a key may make at once
 * @param signaturesPerSecond how many thereafter
 */
@ConfigurationProperties("tabellion.signer.policy")
public record PolicyLimits(
        @DefaultValue("14d") Duration longestTimestamp,
        @DefaultValue("1095d") Duration longestSnapshot,
        @DefaultValue("64") int orphansADay,
        @DefaultValue("2000") int signaturesAtOnce,
        @DefaultValue("10") int signaturesPerSecond) {

    public PolicyLimits {
        if (!longestTimestamp.isPositive()
                || !longestSnapshot.isPositive()
                || orphansADay < 1
                || signaturesAtOnce < 1
                || signaturesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "tabellion.signer.policy.* must be positive: with less nothing could be signed");
        }
    }

    PolicySettings settings() {
        PolicySettings usual = PolicySettings.DEFAULT;
        return new PolicySettings(
                Policy.NOTARY,
                longestTimestamp,
                longestSnapshot,
                usual.clockSlack(),
                orphansADay,
                signaturesAtOnce,
                signaturesPerSecond,
                usual.mostUnusedKeys(),
                usual.skipAfterRestore());
    }
}
