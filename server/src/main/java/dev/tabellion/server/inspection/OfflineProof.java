package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Finding;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LoggedProof;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code .tlog-proof} held against an entry and keys, without any log. */
public final class OfflineProof {
    private OfflineProof() {}

    /** Null if the entry is proven, with as many witnesses as the policy asks for. */
    public static @Nullable String problemOf(Bytes file, Bytes entry, TrustedKeys keys) {
        LoggedProof proof;
        try {
            proof = LoggedProof.parse(file);
        } catch (MalformedLogData e) {
            return "the file is no proof: " + e.getMessage();
        }
        List<Finding> findings = new ArrayList<>();
        SignedCheckpoint checkpoint =
                keys.notes()
                        .judge(
                                proof.checkpoint().bytes(),
                                proof.checkpoint().head().size(),
                                findings::add);
        if (checkpoint == null || !findings.isEmpty()) {
            return findings.getFirst().toString();
        }
        if (!keys.notes().isWitnessed(checkpoint)) {
            return "too few witnesses saw the checkpoint";
        }
        return proof.places(Hash.ofLeaf(entry))
                ? null
                : "the proof does not lead from this entry to the checkpoint's root";
    }
}
