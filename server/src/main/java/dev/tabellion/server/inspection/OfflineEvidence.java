package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.evidence.EvidenceCheck;
import dev.tabellion.evidence.EvidenceCheck.Extent;
import dev.tabellion.evidence.Slices;
import dev.tabellion.inspection.Finding;
import dev.tabellion.projection.inspection.RecordUnreadable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of evidence on this disk, checked without any log. */
public final class OfflineEvidence {
    private OfflineEvidence() {}

    /**
     * Null if the file is none of evidence, which is told as well.
     *
     * @throws RecordUnreadable if the file cannot be read
     */
    public static @Nullable Extent check(Path file, TrustedKeys keys, Consumer<Finding> findings) {
        try (FileChannel channel = FileChannel.open(file)) {
            return new EvidenceCheck(keys.notes(), findings).run(new Opened(file, channel));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static RecordUnreadable unreadable(Path file, IOException e) {
        return new RecordUnreadable("reading " + file + ": " + e, e);
    }

    private record Opened(Path file, FileChannel channel) implements Slices {
        @Override
        public long length() {
            try {
                return channel.size();
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }

        @Override
        public Bytes read(long from, int count) {
            ByteBuffer bytes = ByteBuffer.allocate(count);
            try {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, from + bytes.position()) < 0) {
                        throw new EOFException("it is shorter than it was");
                    }
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
            return Bytes.of(bytes.array());
        }
    }
}
