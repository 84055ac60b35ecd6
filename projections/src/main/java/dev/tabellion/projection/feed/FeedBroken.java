package dev.tabellion.projection.feed;

/** Kafka did not take what it was sent; it is sent again, from the last position. */
final class FeedBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    FeedBroken(String doing, Exception cause) {
        super(doing, cause);
    }
}
