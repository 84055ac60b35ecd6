package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A log in a folder, as {@code log export} leaves it. Never writes. */
record LogOnDisk(Path folder) implements LogFiles {

    @Override
    public @Nullable Bytes read(String path) {
        try (InputStream file = Files.newInputStream(folder.resolve(path))) {
            return Bytes.readFrom(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            // a file stands where a folder would have to be
            if ("Not a directory".equals(e.getReason())) {
                return null;
            }
            throw new RecordUnreadable("reading " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RecordUnreadable("reading " + folder.resolve(path), e);
        }
    }

    @Override
    public List<String> list(String name) {
        Path inside = folder.resolve(name);
        try (Stream<Path> files = Files.list(inside)) {
            return files.map(each -> String.valueOf(each.getFileName())).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new RecordUnreadable("listing " + inside, e);
        }
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void close() {}
}
