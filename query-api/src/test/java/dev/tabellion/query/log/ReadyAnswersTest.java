package dev.tabellion.query.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadyAnswersTest {
    private static final int MANY = 16;

    private final ReadyAnswers<String> ready = new ReadyAnswers<>(1 << 20);
    private final AtomicInteger made = new AtomicInteger();

    private LogAnswer make(String name) {
        made.incrementAndGet();
        return LogAnswer.bundle(Bytes.utf8(name.repeat(20_000))); // which takes a while
    }

    @Test
    void whoever_asks_for_the_same_has_it_of_one_making() throws Exception {
        Callable<@Nullable LogAnswer> asking = () -> ready.find("document/x", this::make);
        List<Callable<@Nullable LogAnswer>> all = new ArrayList<>();
        for (int each = 0; each < MANY; each++) {
            all.add(asking);
        }
        try (var threads = Executors.newFixedThreadPool(MANY)) {
            for (Future<@Nullable LogAnswer> answer : threads.invokeAll(all)) {
                assertThat(answer.get()).isNotNull();
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void what_is_not_there_is_asked_for_again() {
        assertThat(ready.find("payload/000.p/1", _ -> null)).isNull();
        assertThat(ready.find("payload/000.p/1", this::make)).isNotNull();
    }
}
