package dev.tabellion.keyusage;

import java.util.List;

/** All rules by which the two books are laid beside each other. */
public final class Reconciliation {
    public static final UnledgeredSignature UNLEDGERED = new UnledgeredSignature();
    public static final UnrequestedSignature UNREQUESTED = new UnrequestedSignature();
    public static final UnpublishedSignature UNPUBLISHED = new UnpublishedSignature();
    public static final SignPolicyRefused POLICY_REFUSED = new SignPolicyRefused();
    public static final SignRateAnomaly RATE_ANOMALY = new SignRateAnomaly();
    public static final EventGap GAP = new EventGap();
    public static final KeyHijack HIJACK = new KeyHijack();
    public static final KeyCreatedWithoutRoot WITHOUT_ROOT = new KeyCreatedWithoutRoot();
    public static final KeyEndpointAbuse ENDPOINT_ABUSE = new KeyEndpointAbuse();
    public static final KeyRotatedUnpublished ROTATED = new KeyRotatedUnpublished();
    public static final KeyDeleted DELETED = new KeyDeleted();

    public static final List<ReconciliationRule> ALL =
            List.of(
                    UNLEDGERED,
                    UNREQUESTED,
                    UNPUBLISHED,
                    POLICY_REFUSED,
                    RATE_ANOMALY,
                    GAP,
                    HIJACK,
                    WITHOUT_ROOT,
                    ENDPOINT_ABUSE,
                    ROTATED,
                    DELETED);

    /** Raised when a rule changes what it finds: both books are then judged from the beginning. */
    public static final int EDITION = 1;

    private Reconciliation() {}
}
