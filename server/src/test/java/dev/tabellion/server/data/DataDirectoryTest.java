package dev.tabellion.server.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.start.StartupRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir private Path directory;

    @Test
    void a_second_holder_is_told_who_has_it() throws Exception {
        try (var first = DataDirectory.open(directory)) {
            assertThat(first.path()).isEqualTo(directory.toRealPath());
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(StartupRefused.class)
                    .hasMessageContaining("in use by another Tabellion")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void what_it_makes_is_for_its_owner_alone() throws Exception {
        var wanted = directory.resolve("deep/data");
        try (var data = DataDirectory.open(wanted)) {
            assertThat(mode(wanted)).isEqualTo("rwx------");
            assertThat(mode(data.directory("tls"))).isEqualTo("rwx------");
            var secret = data.secret("word");
            var word = secret.readOrMakeUp();
            assertThat(mode(secret.path())).isEqualTo("rw-------");
            assertThat(word).hasSizeGreaterThan(40);
            assertThat(secret.readOrMakeUp()).isEqualTo(word);
        }
    }

    @Test
    void a_file_in_the_way_is_reported_in_one_sentence() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("--data");
    }

    @Test
    void who_works_on_what_is_kept_makes_nothing_where_nothing_is() throws Exception {
        var mistyped = directory.resolve("dta");
        for (var opening :
                List.<Function<Path, DataDirectory>>of(
                        DataDirectory::reopen, DataDirectory::visit)) {
            assertThatThrownBy(() -> opening.apply(mistyped))
                    .isInstanceOf(StartupRefused.class)
                    .hasMessageContaining("dta")
                    .hasMessageContaining("--data");
            assertThat(mistyped).doesNotExist();
        }
        DataDirectory.open(directory).close();
        DataDirectory.reopen(directory).close();
        DataDirectory.visit(directory).close();
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
