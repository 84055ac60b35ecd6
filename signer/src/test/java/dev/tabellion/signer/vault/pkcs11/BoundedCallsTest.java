package dev.tabellion.signer.vault.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.SignerUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A vendor's library that hangs must not hang whoever wants a signature. */
class BoundedCallsTest {
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void who_asks_a_hanging_token_is_let_go_and_the_next_are_served_when_it_moves()
            throws Exception {
        try (BoundedCalls calls = new BoundedCalls("hanging", 2, Duration.ofMillis(50))) {
            for (int each = 0; each < 5; each++) {
                assertThatThrownBy(() -> calls.call("asking", this::hang))
                        .isInstanceOf(SignerUnavailable.class)
                        .hasMessageContaining("no answer within PT0.05S");
            }
            assertThat(begun).hasValue(2); // what waited was given up with its caller

            released.countDown();
            assertThat(served(calls)).isEqualTo("served");
        }
    }

    @Test
    void a_defect_is_told_as_it_is() {
        try (BoundedCalls calls = new BoundedCalls("defective", 1, Duration.ofSeconds(10))) {
            assertThatThrownBy(
                            () ->
                                    calls.call(
                                            "asking",
                                            () -> {
                                                throw new IllegalStateException("another's key");
                                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("another's key");
        }
    }

    /** The hanging threads take a moment to end. */
    private static String served(BoundedCalls calls) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return calls.call("asking", () -> "served");
            } catch (SignerUnavailable e) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        }
    }

    /** As native code does: interrupting it changes nothing. */
    private String hang() {
        begun.incrementAndGet();
        boolean waiting = true;
        while (waiting) {
            try {
                released.await();
                waiting = false;
            } catch (InterruptedException _) {
                Thread.interrupted();
            }
        }
        return "moved";
    }
}
