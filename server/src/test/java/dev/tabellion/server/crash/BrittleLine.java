package dev.tabellion.server.crash;

import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.server.command.ForwardingSigner;
import dev.tabellion.tuf.RoleName;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What lies between a server and its signer. Breaks once, where it is told to. */
final class BrittleLine implements ForwardingSigner {
    private final AtomicReference<@Nullable RoleSigner> end = new AtomicReference<>();
    private final AtomicReference<@Nullable Break> next = new AtomicReference<>();
    private final AtomicBoolean oneByOne = new AtomicBoolean();
    private final AtomicReference<Telling> telling = new AtomicReference<>(RoleSigner::published);

    /** What becomes of one request for a signature. */
    interface Mishap {
        SigningAnswer befall(SigningRequest request, RoleSigner signer);
    }

    /** What becomes of each message about what was published. */
    interface Telling {
        void befall(RoleSigner signer, List<PublishedTimestamp> published);
    }

    private record Break(RoleName role, Mishap mishap) {}

    /** The same line leads to this signer from now on. */
    void leadTo(RoleSigner signer) {
        end.set(signer);
    }

    /** At the next request for a signature of that role, and then no more. */
    void breakAt(RoleName role, Mishap mishap) {
        next.set(new Break(role, mishap));
    }

    /** Leaves the timestamp to a question of its own, as after an answer that got lost. */
    void askOneByOne() {
        oneByOne.set(true);
    }

    void tellBy(Telling way) {
        telling.set(way);
    }

    void mend() {
        next.set(null);
        oneByOne.set(false);
        telling.set(RoleSigner::published);
    }

    static SignerUnavailable broken() {
        return new SignerUnavailable("asking the signer", new IOException("the line broke"));
    }

    @Override
    public SigningAnswer sign(SigningRequest wanted) {
        SigningRequest request = oneByOne.get() ? wanted.alone() : wanted;
        Break here = next.get();
        return here != null
                        && here.role().equals(request.place().role())
                        && next.compareAndSet(here, null)
                ? here.mishap().befall(request, signer())
                : signer().sign(request);
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        telling.get().befall(signer(), timestamps);
    }

    @Override
    public RoleSigner signer() {
        RoleSigner signer = end.get();
        if (signer == null) {
            throw new IllegalStateException("the line leads nowhere yet");
        }
        return signer;
    }
}
