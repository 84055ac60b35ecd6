package dev.tabellion.command.settling;

import dev.tabellion.collection.PublishedTimestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was committed and the signer has yet to hear of. Bounded, and never waits. */
public final class CommittedTimestamps implements Consumer<PublishedTimestamp> {
    private static final Logger LOG = LoggerFactory.getLogger(CommittedTimestamps.class);
    private static final int MOST = 20_000;

    private final BlockingQueue<PublishedTimestamp> waiting = new ArrayBlockingQueue<>(MOST);

    /** What does not fit is found by the next look at what the signer did not hear of. */
    @Override
    public void accept(PublishedTimestamp published) {
        if (!waiting.offer(published)) {
            LOG.atDebug().addKeyValue("gun", published.gun()).log("settling-left-to-the-next-look");
        }
    }

    List<PublishedTimestamp> take(int most) {
        List<PublishedTimestamp> taken = new ArrayList<>();
        waiting.drainTo(taken, most);
        return taken;
    }
}
