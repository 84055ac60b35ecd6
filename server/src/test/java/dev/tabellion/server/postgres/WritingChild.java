package dev.tabellion.server.postgres;

import dev.tabellion.server.data.DataDirectory;
import java.nio.file.Path;

/**
 * A program of its own for the tests to kill: runs an embedded PostgreSQL and writes rows, telling
 * the number of each on standard output once its commit has returned.
 */
final class WritingChild {

    private WritingChild() {}

    public static void main(String[] args) throws Exception {
        var data = DataDirectory.open(Path.of(args[0]));
        var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults());
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        System.out.println("pid " + postgres.pid());
        try (var connection = postgres.owner().connect();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists written (n int)");
            for (var n = 0; ; n++) {
                statement.execute("insert into written values (" + n + ")");
                System.out.println("row " + n);
            }
        }
    }
}
