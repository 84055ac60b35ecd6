package dev.tabellion.query.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers in memory, each made once for all who ask for it meanwhile and after. Never keeps that
 * something is not there.
 */
final class ReadyAnswers<K> {
    private final Cache<K, Optional<LogAnswer>> kept;

    /**
     * @param memory in bytes
     */
    ReadyAnswers(long memory) {
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(memory)
                        .<K, Optional<LogAnswer>>weigher((_, answer) -> weight(answer))
                        .build();
    }

    private static int weight(Optional<LogAnswer> answer) {
        return answer.map(LogAnswer::weight).orElse(0);
    }

    /**
     * @param making answers null if there is no such thing
     */
    @Nullable LogAnswer find(K name, Function<K, @Nullable LogAnswer> making) {
        Optional<LogAnswer> found = kept.get(name, each -> Optional.ofNullable(making.apply(each)));
        if (found.isEmpty()) {
            kept.invalidate(name);
        }
        return found.orElse(null);
    }
}
