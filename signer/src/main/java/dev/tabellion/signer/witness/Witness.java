package dev.tabellion.signer.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cosigns checkpoints of the logs it was told of, each only if it grew out of the one before (C2SP
 * tlog-witness). Believes no log, and says nothing of what its entries mean. Safe for concurrent
 * use; a second one on the same folder is its opener's to prevent.
 */
public final class Witness {
    private final Map<Origin, WitnessedLog> logs = new LinkedHashMap<>();
    private final Map<Sha256, WitnessedLog> byDigest = new LinkedHashMap<>();

    /**
     * @param policy whose logs are to be known; its witnesses and quorum mean nothing here
     * @param folder for what is cosigned
     * @throws IOException if what was cosigned before cannot be read
     */
    public Witness(WitnessPolicy policy, CosigningKey key, Path folder) throws IOException {
        Map<Origin, List<VerifierKey>> keys = new LinkedHashMap<>();
        for (WitnessPolicy.Log log : policy.logs()) {
            Origin origin = new Origin(log.key().name().text());
            keys.computeIfAbsent(origin, _ -> new ArrayList<>()).add(log.key());
        }
        WitnessMemory memory = new WitnessMemory(folder, key.key());
        for (Map.Entry<Origin, List<VerifierKey>> each : keys.entrySet()) {
            Origin origin = each.getKey();
            WitnessedLog log = new WitnessedLog(origin, each.getValue(), key, memory);
            logs.put(origin, log);
            byDigest.put(Bytes.utf8(origin.text()).sha256(), log);
        }
    }

    /**
     * @throws java.io.UncheckedIOException if it cannot be remembered; then nothing is cosigned
     */
    public WitnessAnswer answer(AddCheckpoint asked, Instant now) {
        Origin origin = asked.checkpoint().checkpoint().origin();
        WitnessedLog log = logs.get(origin);
        return log == null ? new WitnessAnswer.UnknownLog(origin) : log.answer(asked, now);
    }

    /**
     * The checkpoint that was cosigned last of a log (C2SP tlog-witness, monitoring).
     *
     * @param origin the digest of its origin
     * @return null if the log is unknown, or nothing of it was cosigned
     */
    public @Nullable Bytes cosigned(Sha256 origin) {
        WitnessedLog log = byDigest.get(origin);
        SignedCheckpoint last = log == null ? null : log.last();
        return last == null ? null : last.bytes();
    }

    /** In the order of the policy. */
    public List<Origin> origins() {
        return List.copyOf(logs.keySet());
    }
}
