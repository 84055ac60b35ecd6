package dev.tabellion.server.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log's key whose next signature meets a mishap, before it is made or after. */
final class BrittleKey implements CheckpointSigner {
    private final CheckpointSigner real;
    private final AtomicReference<@Nullable Mishap> next = new AtomicReference<>();

    /** What happens around one signing. */
    private interface Mishap {
        Answer befall(Supplier<Answer> signing);
    }

    BrittleKey(CheckpointSigner real) {
        this.real = real;
    }

    /** The process dies before the key was asked. */
    void loseNext() {
        next.set(
                _ -> {
                    throw new IllegalStateException("the process died before it signed");
                });
    }

    /** The process dies when the key has signed, and remembers that. */
    void keepNext() {
        next.set(
                signing -> {
                    var _ = signing.get();
                    throw new IllegalStateException("the process died when it had signed");
                });
    }

    /** Something happens elsewhere before the next signature. */
    void beforeNext(Runnable meanwhile) {
        next.set(
                signing -> {
                    meanwhile.run();
                    return signing.get();
                });
    }

    @Override
    public VerifierKey key() {
        return real.key();
    }

    @Override
    public TreeHead last() {
        return real.last();
    }

    @Override
    public @Nullable Halt halted() {
        return real.halted();
    }

    @Override
    public void halt(Halt halt) {
        real.halt(halt);
    }

    @Override
    public void hear(List<Halt> told) {
        real.hear(told);
    }

    @Override
    public List<EndedHalt> ends() {
        return real.ends();
    }

    @Override
    public void resume(EndedHalt ended) {
        real.resume(ended);
    }

    @Override
    public Answer sign(Bytes text, TreeSize old, ConsistencyProof proof) {
        Mishap mishap = next.getAndSet(null);
        Supplier<Answer> signing = () -> real.sign(text, old, proof);
        return mishap == null ? signing.get() : mishap.befall(signing);
    }
}
