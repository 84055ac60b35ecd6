package dev.tabellion.command.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Nobody holds a place at the door by sending slowly. */
class BodyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void a_body_is_read_to_its_end() throws IOException {
        assertThat(read(new ByteArrayInputStream(new byte[] {1, 2}), 2))
                .isEqualTo(new Body.Whole(Bytes.of(new byte[] {1, 2})));
    }

    @Test
    void nothing_and_too_much_are_unfit() throws IOException {
        assertThat(read(new ByteArrayInputStream(new byte[0]), 2)).isEqualTo(new Body.Unfit());
        assertThat(read(new ByteArrayInputStream(new byte[3]), 2)).isEqualTo(new Body.Unfit());
    }

    @Test
    void who_sends_a_byte_now_and_then_is_not_waited_for() throws IOException {
        InputStream trickle =
                new InputStream() {
                    @Override
                    public int read() {
                        return 1;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
                        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                        return 1;
                    }
                };
        assertThat(read(trickle, 1_000_000)).isEqualTo(new Body.TooSlow());
        assertThat(nanos.get()).isLessThan(PATIENCE.plusSeconds(2).toNanos());
    }

    private Body read(InputStream sent, int largest) throws IOException {
        return Body.read(sent, largest, PATIENCE, nanos::get);
    }
}
