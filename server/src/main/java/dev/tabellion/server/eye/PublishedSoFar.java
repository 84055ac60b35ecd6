package dev.tabellion.server.eye;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedFile;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a collection published, in the order in which each file was published last. Has an end: then
 * the oldest of what is renewed day by day is forgotten, and nothing else ever. For one thread.
 */
final class PublishedSoFar {
    /** An old one of these no client accepts for long. */
    private static final List<RoleName> RENEWED = List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT);

    private final Gun collection;
    private final int most;
    private final Map<RoleName, SequencedSet<Sha256>> files = new HashMap<>();

    PublishedSoFar(Gun collection, int most) {
        this.collection = collection;
        this.most = most;
    }

    /**
     * @throws RecordUnreadable if there is no room
     */
    void add(List<LoggedFile> news) {
        for (LoggedFile each : news) {
            files.computeIfAbsent(each.role(), _ -> new LinkedHashSet<>()).addLast(each.file());
        }
        int held = files.values().stream().mapToInt(SequencedSet::size).sum();
        for (int over = held - most; over > 0; over--) {
            forgetOne();
        }
    }

    private void forgetOne() {
        RENEWED.stream()
                .flatMap(role -> Stream.ofNullable(files.get(role)))
                .filter(each -> each.size() > 1)
                .max(Comparator.comparingInt(SequencedSet::size))
                .orElseThrow(
                        () -> new RecordUnreadable("it has more files than an eye holds", null))
                .removeFirst();
    }

    /** Unknown where it is not there: that may be because it was published a moment ago. */
    LogStanding standingOf(RoleName role, @Nullable Sha256 file) {
        SequencedSet<Sha256> published = files.get(role);
        if (file == null || published == null || !published.contains(file)) {
            return LogStanding.UNKNOWN;
        }
        return file.equals(published.getLast()) ? LogStanding.CURRENT : LogStanding.PAST;
    }

    List<LoggedFile> all() {
        List<LoggedFile> all = new ArrayList<>();
        files.forEach(
                (role, published) ->
                        published.forEach(file -> all.add(new LoggedFile(collection, role, file))));
        return all;
    }
}
