package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;

/** What came of asking for a file. */
sealed interface Fetched {
    record Whole(Bytes file) implements Fetched {}

    /** The repository says that it has none. */
    record Absent() implements Fetched {}

    /** It went on past the limit. */
    record TooLong(long limit) implements Fetched {}

    /** It came so slowly that nobody waits for it; so much had come. */
    record TooSlow(long length) implements Fetched {}

    /** Nothing came that says anything about the repository. */
    record Unreachable(String why) implements Fetched {}
}
