package dev.tabellion.e2e;

import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.NotaryImport;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where a Notary is taken in: a record and a journal in a database that runs all the time, so that
 * an import neither starts nor stops one.
 */
record TakenIn(Path folder, DatabaseOwner owner) {
    static TakenIn under(Path folder) {
        return new TakenIn(folder, Backing.freshDatabase());
    }

    NotaryImport by() {
        return NotaryImport.into(folder.resolve("data")).into(owner);
    }

    /** By a server that has all of it. */
    RunningTabellion served() {
        return RunningTabellion.start(folder, CommandLine.on(owner));
    }

    /** How many there are; none before there is a table for them. */
    long events() {
        Boolean any =
                sql().queryForObject(
                                "select to_regclass('tabellion.event') is not null", Boolean.class);
        return Boolean.TRUE.equals(any)
                ? sql().queryForList("select 1 from tabellion.event").size()
                : 0;
    }

    /** As the signer's journal tells it, of each key and of each position. */
    List<String> whoImported() {
        return sql().queryForList(
                        """
                        select distinct convert_from(entry, 'UTF8')::jsonb ->> 'by'
                        from signer.journal where kind in ('imported/1', 'key-imported/1')
                        """,
                        String.class);
    }

    void audit() {
        LogAudit.of(owner, folder.resolve("data"));
    }

    private JdbcTemplate sql() {
        DatabaseOwner superuser = Backing.superuser();
        return new JdbcTemplate(
                LogAudit.dataSource(
                        new DatabaseOwner(owner.url(), superuser.user(), superuser.password())));
    }
}
