package dev.tabellion.server.imports;

import java.nio.file.Path;

/** What pg_dump, mysqldump or mariadb-dump made of a Notary's database, as SQL. */
public record NotaryDumpFile(Path file) implements NotarySource {
    @Override
    public String toString() {
        return file.toString();
    }
}
