package dev.tabellion.command.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.notary.NotaryError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private static final int LONGEST = 1 << 20;

    private final BodyRoom room = new BodyRoom(LONGEST, 16L * LONGEST);

    /** A long body may become many times as large, and then there is no room for two. */
    @Test
    void long_bodies_are_understood_one_at_a_time_and_short_ones_together() throws Exception {
        assertThat(mostAtOnce(LONGEST, Duration.ofMillis(50))).isEqualTo(1);
        assertThat(mostAtOnce(100, Duration.ofSeconds(10))).isEqualTo(8);
    }

    @Test
    void a_body_past_the_limit_is_heard_to_its_end_and_refused() {
        var body = new ByteArrayInputStream(new byte[5 * LONGEST]);

        assertThatThrownBy(() -> room.read(body, _ -> {}))
                .isInstanceOfSatisfying(
                        BadUpload.class,
                        e ->
                                assertThat(e.complaint().error())
                                        .isEqualTo(NotaryError.INVALID_UPDATE));
        assertThat(body.available()).isZero();
    }

    @Test
    void a_body_that_breaks_off_is_a_malformed_upload_and_gives_its_room_back() throws Exception {
        var broken = InputStream.nullInputStream();
        broken.close(); // whoever reads on gets an IOException
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> room.read(broken, _ -> {}))
                    .isInstanceOfSatisfying(
                            BadUpload.class,
                            e ->
                                    assertThat(e.complaint().error())
                                            .isEqualTo(NotaryError.MALFORMED_UPLOAD));
        }
        assertThat(mostAtOnce(100, Duration.ofSeconds(10))).isEqualTo(8);
    }

    /** Eight come; each stays until all have come, or for that long. */
    private int mostAtOnce(int length, Duration stay) throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Callable<Boolean> one =
                () -> {
                    room.read(
                            new ByteArrayInputStream(new byte[length]),
                            _ -> {
                                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                long end = System.nanoTime() + stay.toNanos();
                                while (most.get() < 8 && System.nanoTime() < end) {
                                    LockSupport.parkNanos(1_000_000L);
                                }
                                inside.decrementAndGet();
                            });
                    return true;
                };
        var all = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            all.add(one);
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var each : threads.invokeAll(all)) {
                assertThat(each.get()).isTrue();
            }
        }
        return most.get();
    }
}
