package dev.tabellion.server.eye;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.tuf.RoleName;
import org.jspecify.annotations.Nullable;

/** What an eye knows by itself of what the log says of a file. */
@FunctionalInterface
interface LogOfWatch {
    /**
     * @param file null where there were no bytes
     */
    LogStanding standingOf(RoleName role, @Nullable Sha256 file);

    /**
     * @param log null where none is looked at
     */
    static LogOfWatch of(Watch watch, @Nullable LogLook log) {
        LogOfWatch entries = log == null ? null : log.entries();
        LogStanding otherwise =
                watch.collection() == null ? LogStanding.NO_LOG : LogStanding.UNKNOWN;
        return entries == null ? (_, _) -> otherwise : entries;
    }
}
