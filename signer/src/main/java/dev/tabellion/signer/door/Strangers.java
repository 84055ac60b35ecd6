package dev.tabellion.signer.door;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.door.NotTaken.Rule;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters in the journal whom TLS turned away for a certificate that nobody known has issued. Counts
 * a flood instead of entering each, so that strangers cannot fill the journal. Never decides who is
 * one.
 */
public final class Strangers {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final int MOST_IN_A_PERIOD = 10;

    private final Attempts attempts;
    private final InstantSource clock;
    private final AtomicReference<Flood> flood =
            new AtomicReference<>(new Flood(Instant.MIN, 0, 0, 0));

    public Strangers(Attempts attempts, InstantSource clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Returns when the journal has it, or it was counted. TLS says no either way.
     *
     * @param problem what is wrong with the certificates
     */
    public void turnedAway(List<X509Certificate> certificates, String problem) {
        Instant now = clock.instant();
        Flood seen = flood.updateAndGet(before -> before.oneMore(now));
        if (!seen.isEntered()) {
            return;
        }
        SortedMap<String, String> facts = facts(certificates);
        facts.put("problem", problem);
        if (seen.before() > 0) {
            facts.put("suppressed", Long.toString(seen.before()));
        }
        LOG.atWarn().addKeyValue("facts", facts).log("stranger-turned-away");
        try {
            attempts.enter(null, Rule.UNKNOWN_PEER.toString(), facts);
        } catch (SignerUnavailable e) {
            LOG.atError().setCause(e).log("attempt-not-entered");
        }
    }

    /**
     * Strangers of late.
     *
     * @param until when a new period begins
     * @param inPeriod how many there were in this one
     * @param counted how many were only counted since the last entry
     * @param before how many had only been counted when the last entry was due
     */
    private record Flood(Instant until, int inPeriod, long counted, long before) {

        Flood oneMore(Instant now) {
            boolean over = !now.isBefore(until);
            int those = over ? 1 : Math.min(inPeriod, MOST_IN_A_PERIOD) + 1;
            Instant end = over ? now.plus(PERIOD) : until;
            return those > MOST_IN_A_PERIOD
                    ? new Flood(end, those, counted + 1, 0)
                    : new Flood(end, those, 0, counted);
        }

        boolean isEntered() {
            return inPeriod <= MOST_IN_A_PERIOD;
        }
    }

    static SortedMap<String, String> facts(List<X509Certificate> certificates) {
        SortedMap<String, String> facts = new TreeMap<>();
        if (certificates.isEmpty()) {
            facts.put("certificate", "none");
            return facts;
        }
        X509Certificate own = certificates.getFirst();
        try {
            facts.put("certificate", Bytes.of(own.getEncoded()).sha256().toString());
            facts.put("subject", own.getSubjectX500Principal().getName());
            facts.put("issuer", own.getIssuerX500Principal().getName());
            return facts;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate from TLS has no encoding", e);
        }
    }
}
