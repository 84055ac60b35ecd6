package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.Vouching;
import dev.tabellion.tlog.WitnessPolicy;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges checkpoints by keys that came from elsewhere. Whether the log has that root, it cannot
 * say: it makes {@link Claim}s of them.
 *
 * @param keys of the log: one of them must have signed
 */
public record Notes(Origin log, List<VerifierKey> keys, @Nullable WitnessPolicy policy) {
    public Notes {
        keys = List.copyOf(keys);
    }

    /**
     * Null, and told, if it is not to be used.
     *
     * @param size that it is stored for
     */
    public @Nullable SignedCheckpoint judge(Bytes note, TreeSize size, Consumer<Finding> findings) {
        Spot spot = Spot.checkpoint(size);
        SignedCheckpoint checkpoint;
        try {
            checkpoint = SignedCheckpoint.parse(note);
        } catch (MalformedLogData e) {
            findings.accept(new Finding(Fault.CHECKPOINT_MALFORMED, spot, null, e.getMessage()));
            return null;
        }
        Origin origin = checkpoint.checkpoint().origin();
        if (!origin.equals(log)) {
            findings.accept(
                    new Finding(Fault.CHECKPOINT_OF_ANOTHER_LOG, spot, log.text(), origin.text()));
            return null;
        }
        if (!isSigned(checkpoint)) {
            findings.accept(new Finding(Fault.CHECKPOINT_UNSIGNED, spot, keys.toString(), null));
            return null;
        }
        TreeSize own = checkpoint.head().size();
        if (!own.equals(size)) {
            findings.accept(
                    new Finding(Fault.CHECKPOINT_MALFORMED, spot, "size " + size, "size " + own));
            return null;
        }
        judgeCosignatures(checkpoint, spot, findings);
        return checkpoint;
    }

    /** Whether as many witnesses saw it as the policy asks for; without one nobody is asked for. */
    public boolean isWitnessed(SignedCheckpoint checkpoint) {
        return policy == null || policy.accepts(checkpoint);
    }

    private boolean isSigned(SignedCheckpoint checkpoint) {
        List<Vouching> verdicts = keys.stream().map(checkpoint::judge).toList();
        return verdicts.stream().anyMatch(Vouching::isVouched)
                && !verdicts.contains(new Vouching.Forged());
    }

    private void judgeCosignatures(
            SignedCheckpoint checkpoint, Spot spot, Consumer<Finding> findings) {
        if (policy == null) {
            return;
        }
        policy.witnesses().stream()
                .filter(each -> checkpoint.judge(each.key()).equals(new Vouching.Forged()))
                .forEach(
                        each ->
                                findings.accept(
                                        new Finding(
                                                Fault.COSIGNATURE_FORGED,
                                                spot.with("witness", each.name()),
                                                null,
                                                null)));
    }
}
