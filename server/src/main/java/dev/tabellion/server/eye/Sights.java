package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is seen in one look, told as it comes and alike. Every sighting of a timestamp, and every
 * one that tells of none, also says until when the eye will speak again.
 *
 * @param now when the look began
 * @param log what is known of the watch's log
 */
record Sights(Watch watch, Instant now, LogOfWatch log, Consumer<SightingMessage> told) {
    private static final Duration DAY = Duration.ofDays(1);

    void see(
            RoleName role,
            String name,
            @Nullable Version version,
            Bytes file,
            Judgement judgement,
            List<KeyId> signedBy) {
        tell(
                new Seen(role, name, now, version, file.sha256(), file.length(), signedBy),
                judgement,
                file);
    }

    /** Something did not come as it should. */
    void amiss(RoleName role, String name, long length, String rule, Map<String, String> facts) {
        tell(
                new Seen(role, name, now, null, null, length, List.of()),
                new Judgement(rule, new TreeMap<>(facts)),
                null);
    }

    /** A file whose bytes nobody but the eye needs. */
    void seeDigest(RoleName role, String name, Sha256 digest, long length, Judgement judgement) {
        tell(new Seen(role, name, now, null, digest, length, List.of()), judgement, null);
    }

    private void tell(Seen seen, Judgement judgement, @Nullable Bytes file) {
        boolean isWord = seen.role().equals(RoleName.TIMESTAMP);
        told.accept(
                new SightingMessage(
                        watch.name(),
                        new SightingRecorded(
                                watch.watched(),
                                seen,
                                isWord ? word(judgement) : judgement,
                                log.standingOf(seen.role(), seen.digest())),
                        file));
    }

    /**
     * A file that the log does not have.
     *
     * @param head of all entries, none of which publishes it
     */
    void notInLog(SightingRecorded before, Bytes file, TreeHead head) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("size", head.size().toString());
        facts.put("root", head.root().toString());
        Judgement judgement = new Judgement(Judgement.NOT_IN_LOG, facts);
        told.accept(
                new SightingMessage(
                        watch.name(),
                        new SightingRecorded(
                                before.watched(), before.seen(), judgement, LogStanding.ABSENT),
                        file));
    }

    /** That an eye sees still what it saw is told once a day, so that its silence is noticed. */
    private Judgement word(Judgement judgement) {
        SortedMap<String, String> facts = new TreeMap<>(judgement.facts());
        Duration period = watch.period().compareTo(DAY) < 0 ? DAY : watch.period().plus(DAY);
        facts.put(Judgement.AGAIN, period.toString());
        return new Judgement(judgement.rule(), facts);
    }
}
