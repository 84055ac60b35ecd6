package dev.tabellion.server.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where several threads write an export out, and come to the same document. */
class ExportFolderTest {
    private static final int TIMES = 200;
    private static final int AT_ONCE = 8;
    private static final Bytes CONTENT = Bytes.of(new byte[64 * 1024]);

    @TempDir private Path path;

    @Test
    void the_same_file_may_be_written_by_several_at_once() throws Exception {
        var folder = new ExportFolder(path);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int time = 0; time < TIMES; time++) {
                String name = "document/" + time;
                Callable<Boolean> write =
                        () -> {
                            folder.add(name, CONTENT);
                            return true;
                        };
                List<Callable<Boolean>> same = new ArrayList<>();
                for (int each = 0; each < AT_ONCE; each++) {
                    same.add(write);
                }
                for (Future<Boolean> written : threads.invokeAll(same)) {
                    assertThat(written.get()).isTrue();
                }
            }
        }
        assertThat(path.resolve("document"))
                .isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
    }

    @Test
    void what_a_power_cut_left_empty_is_written_again_and_nothing_else_is() throws Exception {
        var folder = new ExportFolder(path);
        Files.createFile(path.resolve("emptied"));
        assertThat(folder.has("emptied")).isFalse();
        folder.add("emptied", Bytes.utf8("whole"));
        folder.add("emptied", Bytes.utf8("another"));
        assertThat(path.resolve("emptied")).hasContent("whole");
    }
}
