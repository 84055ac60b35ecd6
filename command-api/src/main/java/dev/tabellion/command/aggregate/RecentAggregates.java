package dev.tabellion.command.aggregate;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Axon's cache of aggregates, bounded. What it holds may be behind the store when another node
 * wrote; whoever answers from it without writing has to check.
 */
public final class RecentAggregates implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    public RecentAggregates(int most) {
        this.entries = Caffeine.newBuilder().maximumSize(most).build();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // Axon's choice
    public <K, V> V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Supplier<T> value) {
        return (T) entries.get(key, _ -> value.get());
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (_, value) -> update.apply((V) value));
    }

    /** Nobody in this program listens to it. */
    @Override
    public @Nullable Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("nothing listens to the cache of aggregates");
    }
}
