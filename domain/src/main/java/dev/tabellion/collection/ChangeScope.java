package dev.tabellion.collection;

/** What an announced change is about. */
public sealed interface ChangeScope {
    /** One collection, and what watches see of it. */
    record OneCollection(Gun gun) implements ChangeScope {}

    /** All collections whose names begin so, and what watches see of them. */
    record Prefix(String start) implements ChangeScope {
        public Prefix {
            if (!Gun.isValid(start)) {
                throw new IllegalArgumentException(
                        "a prefix has 1 to 255 characters without '*' and NUL");
            }
        }
    }

    /** What one watch sees: of a repository, say, that is none of ours. */
    record OneWatch(WatchName watch) implements ChangeScope {}

    default boolean covers(Gun gun) {
        return switch (this) {
            case OneCollection(Gun one) -> one.equals(gun);
            case Prefix(String start) -> gun.value().startsWith(start);
            case OneWatch _ -> false;
        };
    }

    default boolean covers(WatchName watch) {
        return this instanceof OneWatch(WatchName one) && one.equals(watch);
    }
}
