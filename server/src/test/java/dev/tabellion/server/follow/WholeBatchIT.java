package dev.tabellion.server.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.read.Chronicle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What became leaves in one turn of the log is one batch for a follower: each batch costs a
 * transaction and a dozen statements, however little is in it.
 */
class WholeBatchIT {
    private static final int TURNS = 20;
    private static final int LEAVES = 10;

    private final DatabaseOwner owner = Backing.freshDatabase();
    private final HikariDataSource pool =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
    private final Chronicle chronicle = new Chronicle(pool);
    private final LogNews news = new LogNews();
    private final Leaves leaves = new Leaves(owner);
    private final BlockingQueue<Integer> batches = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    @Timeout(60)
    void a_turn_of_the_log_is_one_batch() throws Exception {
        try (var follower =
                new LogFollower(
                        "counting",
                        new Counting(),
                        new LeafSource(pool, news),
                        LeafTokens.on(pool),
                        new SpringTransactionManager(new JdbcTransactionManager(pool)))) {
            follower.start();
            int transactions = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                for (int each = 0; each < LEAVES; each++) {
                    chronicle.open(new Gun("example.com/" + turn + "/" + each), 1);
                }
                leaves.take();
                news.grown();
                for (int heard = 0; heard < LEAVES; heard += batches.take()) {
                    transactions++;
                }
            }
            // on a machine that stands still for a moment one may come in two; never each
            assertThat(transactions).isBetween(TURNS, TURNS + TURNS / 2);
        }
    }

    /** Tells how many leaves each transaction had. */
    private final class Counting implements EventHandlerInvoker {
        @Override
        public boolean canHandle(EventMessage<?> message, Segment segment) {
            return true;
        }

        @Override
        public void handle(EventMessage<?> message, Segment segment) {
            var work = CurrentUnitOfWork.get();
            AtomicInteger count =
                    work.getOrComputeResource(
                            "count",
                            _ -> {
                                var fresh = new AtomicInteger();
                                work.afterCommit(_ -> batches.add(fresh.get()));
                                return fresh;
                            });
            count.incrementAndGet();
        }
    }
}
