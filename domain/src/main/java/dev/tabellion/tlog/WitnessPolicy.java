package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which logs are known, which witnesses, and how many of these must have cosigned (C2SP
 * tlog-policy). Says nothing of how old a cosignature may be.
 */
public record WitnessPolicy(List<Log> logs, List<Witness> witnesses, Quorum quorum) {
    private static final Vouching FORGED = new Vouching.Forged();

    public WitnessPolicy {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
    }

    /** A log by its key, whose name is the log's origin. */
    public record Log(VerifierKey key, @Nullable URI url) {}

    /**
     * A witness by its key.
     *
     * @param name what the policy calls it; without meaning outside of it
     * @param url where it takes checkpoints
     */
    public record Witness(String name, VerifierKey key, @Nullable URI url) {}

    /**
     * @throws MalformedLogData naming the line, for anything that is not understood to the end
     */
    public static WitnessPolicy parse(Bytes file) throws MalformedLogData {
        return PolicyFile.parse(file);
    }

    /**
     * Whether a log of this policy signed the checkpoint and enough witnesses did. One forged
     * signature by any of their keys sinks it.
     */
    public boolean accepts(SignedCheckpoint checkpoint) {
        return isSigned(checkpoint)
                && witnesses.stream().noneMatch(each -> checkpoint.judge(each.key()).equals(FORGED))
                && quorum.isMetBy(cosigners(checkpoint));
    }

    /** The witnesses whose cosignatures the checkpoint has, and that verify. */
    public Set<VerifierKey> cosigners(SignedCheckpoint checkpoint) {
        Set<VerifierKey> cosigners = new HashSet<>();
        for (Witness witness : witnesses) {
            if (checkpoint.judge(witness.key()).isVouched()) {
                cosigners.add(witness.key());
            }
        }
        return cosigners;
    }

    private boolean isSigned(SignedCheckpoint checkpoint) {
        String origin = checkpoint.checkpoint().origin().text();
        List<Vouching> verdicts =
                logs.stream()
                        .map(Log::key)
                        .filter(key -> key.name().text().equals(origin))
                        .map(checkpoint::judge)
                        .toList();
        return !verdicts.contains(FORGED) && verdicts.stream().anyMatch(Vouching::isVouched);
    }
}
