package dev.tabellion.keyusage;

import dev.tabellion.detection.RuleCard;

/**
 * A way to notice that the signer's journal, the record and what was seen elsewhere do not agree.
 * Pure: what each judges it is given, so that the same books give the same findings.
 */
public sealed interface ReconciliationRule
        permits EventGap,
                KeyCreatedWithoutRoot,
                KeyDeleted,
                KeyEndpointAbuse,
                KeyHijack,
                KeyRotatedUnpublished,
                SignPolicyRefused,
                SignRateAnomaly,
                UnledgeredSignature,
                UnpublishedSignature,
                UnrequestedSignature {
    RuleCard card();
}
