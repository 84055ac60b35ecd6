package dev.tabellion.projection.witness;

import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.SignedCheckpoint;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows checkpoints to the public by writing them where it is served from. */
final class NoticeBoard implements CosigningRound.Showing {
    private final PublishedCheckpoints published;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NoticeBoard(PublishedCheckpoints published, DataSource logDataSource, Clock clock) {
        this.published = published;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(logDataSource));
        this.clock = clock;
    }

    /** In one transaction: nobody is shown it without the cosignatures it has. */
    @Override
    public void show(SignedCheckpoint checkpoint, List<NoteSignature> cosignatures) {
        transaction.executeWithoutResult(
                _ -> {
                    published.publish(checkpoint, clock.instant());
                    add(checkpoint, cosignatures);
                });
    }

    @Override
    public void add(SignedCheckpoint checkpoint, List<NoteSignature> cosignatures) {
        Instant now = clock.instant();
        for (NoteSignature each : cosignatures) {
            published.cosigned(checkpoint.head().size(), each, now);
        }
    }
}
