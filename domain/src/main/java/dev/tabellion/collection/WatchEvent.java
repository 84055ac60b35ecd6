package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was seen from outside: by an eye, by a client, at our own door. Never changed, only added
 * to, as {@link CollectionEvent} is. Never more than a testimony: the bytes are kept as a document
 * under their digest, and whoever judges them judges those.
 */
public sealed interface WatchEvent extends LoggedEvent {
    /** The collection of ours that it is about; null where the repository is not ours. */
    @Nullable Gun collection();

    /**
     * An eye saw something at a public endpoint that it had not seen before, or that it sees still
     * though it should be gone: expired since, or no longer what the log says is current.
     */
    record SightingRecorded(Watched watched, Seen seen, Judgement judgement, LogStanding log)
            implements WatchEvent {
        @Override
        public @Nullable Gun collection() {
            return watched.collection();
        }
    }

    /**
     * A client handed in metadata that it refused, or just saw.
     *
     * @param refused whether the client says that it refused it
     */
    record ClientReportReceived(
            Gun collection, boolean refused, Seen seen, Judgement judgement, LogStanding log)
            implements WatchEvent {}

    /**
     * Who fetched what, within a while.
     *
     * @param uncounted fetches for which there was no room; sampling leaves out whole clients, and
     *     they are not in it
     */
    record FetchesCounted(
            Gun collection, Instant since, Instant until, List<FetchCount> counts, long uncounted)
            implements WatchEvent {
        public static final int MOST_COUNTS = 256;

        public FetchesCounted {
            counts = List.copyOf(counts);
            if (counts.size() > MOST_COUNTS) {
                throw new IllegalArgumentException("too many counts: " + counts.size());
            }
        }
    }

    /**
     * Fetches of one file by one client.
     *
     * @param client commitment to the client's address and name, see {@link ActorCommitment}
     * @param file what was asked for, such as {@code 7.root.json}
     * @param digest of what was answered, null where nothing was
     */
    record FetchCount(
            Sha256 client, RoleName role, String file, @Nullable Sha256 digest, long fetches) {
        public FetchCount {
            Seen.bound(file);
        }
    }

    /** Where an eye looks. */
    record Watched(String url, Dialect dialect, @Nullable Gun collection) {
        public static final int LONGEST_URL = 1_024;

        public Watched {
            if (url.isEmpty() || url.length() > LONGEST_URL) {
                throw new IllegalArgumentException(
                        "an address has 1 to " + LONGEST_URL + " characters");
            }
        }
    }

    /**
     * What was seen.
     *
     * @param role of the metadata; for a target, the role that names it
     * @param file the name under which it was asked for, such as {@code 7.root.json}; for a target,
     *     its path in the metadata
     * @param at the time of whoever saw it
     * @param version null where the bytes say none
     * @param digest null where there were no bytes, or not all of them
     * @param length how many bytes came
     * @param signedBy whose signatures verify by the keys that {@code judgement} held them against
     */
    record Seen(
            RoleName role,
            String file,
            Instant at,
            @Nullable Version version,
            @Nullable Sha256 digest,
            long length,
            List<KeyId> signedBy) {
        public static final int LONGEST_FILE = 512;
        public static final int MOST_KEYS = 64;
        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

        public Seen {
            bound(file);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw new IllegalArgumentException("nobody sees anything at " + at);
            }
            if (length < 0) {
                throw new IllegalArgumentException("a length is not negative: " + length);
            }
            signedBy = List.copyOf(signedBy.subList(0, Math.min(MOST_KEYS, signedBy.size())));
        }

        /** Whether anything could have been asked for under that name. */
        public static boolean isFileName(String file) {
            return !file.isEmpty()
                    && file.length() <= LONGEST_FILE
                    && file.chars().noneMatch(Character::isISOControl);
        }

        static void bound(String file) {
            if (!isFileName(file)) {
                throw new IllegalArgumentException(
                        "a file's name has 1 to "
                                + LONGEST_FILE
                                + " characters, none for controlling");
            }
        }
    }

    /**
     * What a client that had followed the repository so far would say.
     *
     * @param rule {@link #ACCEPTED}, or the permanent name of why not
     */
    record Judgement(String rule, SortedMap<String, String> facts) {
        public static final String ACCEPTED = "accepted";

        /** What other metadata names was not there. */
        public static final String MISSING = "missing";

        /** It came slower than anybody should wait for it. */
        public static final String TOO_SLOW = "too-slow";

        /** It was longer than it should be, or had no end. */
        public static final String TOO_LONG = "too-long";

        /** A target that is not the file that the metadata describes. */
        public static final String TARGET_MISMATCH = "target-mismatch";

        /** A log's checkpoint that does not continue the one before; the bytes are both. */
        public static final String SPLIT_VIEW = "split-view";

        /** The log has no entry that publishes it, up to a checkpoint of long after it was seen. */
        public static final String NOT_IN_LOG = "not-in-log";

        /** Nothing came for so long that nobody knows what the repository shows now. */
        public static final String UNREACHABLE = "unreachable";

        /** A fact: within which time, an ISO 8601 duration, the eye says something again. */
        public static final String AGAIN = "again";

        /** No eye puts off for longer that its silence is noticed. */
        public static final Duration LATEST_AGAIN = Duration.ofDays(7);

        public Judgement {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        public static Judgement accepted() {
            return new Judgement(ACCEPTED, new TreeMap<>());
        }

        public boolean isAccepted() {
            return rule.equals(ACCEPTED);
        }
    }

    /** What the log says of the bytes that were seen. */
    enum LogStanding {
        /** The repository has no log that could be asked. */
        NO_LOG,
        /** The log could not be asked. */
        UNKNOWN,
        /** They are what the log says is current. */
        CURRENT,
        /** They are in the log, and something newer is. */
        PAST,
        /** The log never heard of them. */
        ABSENT;

        /** Whether it heard of them. */
        public boolean isThere() {
            return this == CURRENT || this == PAST;
        }
    }
}
