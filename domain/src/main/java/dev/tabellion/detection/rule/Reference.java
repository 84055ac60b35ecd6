package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Shown;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether what one document says of another is true of it. */
final class Reference {
    private Reference() {}

    static boolean fits(FileMeta meta, Shown named) {
        return (meta.statedSha256() == null || named.file().equals(meta.statedSha256()))
                && (meta.version() == null || named.version().equals(meta.version()));
    }

    /** What the view's current referrer says of a role; null if it does not name it. */
    static @Nullable FileMeta of(RoleName role, History view) {
        if (role.equals(RoleName.SNAPSHOT)) {
            Timestamp timestamp = view.last(RoleName.TIMESTAMP, Timestamp.class);
            return timestamp == null ? null : timestamp.snapshot();
        }
        Snapshot snapshot = view.last(RoleName.SNAPSHOT, Snapshot.class);
        return snapshot == null ? null : snapshot.meta().get(role);
    }

    /** What a document says of others that its predecessor did not say. */
    static SortedMap<RoleName, FileMeta> news(Appearance shown, History before) {
        SortedMap<RoleName, FileMeta> news = new TreeMap<>();
        switch (shown.metadata()) {
            case Timestamp now -> {
                Timestamp last = before.last(RoleName.TIMESTAMP, Timestamp.class);
                if (last == null || !last.snapshot().equals(now.snapshot())) {
                    news.put(RoleName.SNAPSHOT, now.snapshot());
                }
            }
            case Snapshot now -> {
                news.putAll(now.meta());
                Snapshot last = before.last(RoleName.SNAPSHOT, Snapshot.class);
                if (last != null) {
                    news.entrySet().removeAll(last.meta().entrySet());
                }
            }
            case Root _, Targets _ -> {} // say nothing of files
        }
        return news;
    }
}
