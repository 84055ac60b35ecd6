package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import dev.tabellion.server.inspection.OpenedLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may not see all that is served is told so, and compares the rest. */
class HiddenTablesIT {
    private static final int MANY = 5_000;

    @Test
    void are_named_and_keep_nobody_from_comparing_the_others() {
        try (var record = LogRecord.fresh()) {
            // more than a page of names, and a name with more rows than that
            record.asSuperuser(
                    """
                    insert into tabellion.changefeed (id, created_at, collection, version)
                    select n, now(), case when n <= %1$d then 'a' else 'b' || n end, 0
                    from generate_series(1, 2 * %1$d) as n
                    """
                            .formatted(MANY));
            record.asSuperuser(
                    "insert into tabellion.live_collection (collection, life) values ('z', 1)");
            try (var log = OpenedLog.inDatabase(record.log, 1, null)) {
                assertThat(log.hidden()).isEmpty();
                assertThat(strangers(log)).hasSize(MANY + 2).doesNotHaveDuplicates();
            }

            record.asSuperuser("revoke select on tabellion.changefeed from tabellion_log");
            try (var log = OpenedLog.inDatabase(record.log, 1, null)) {
                assertThat(log.hidden()).containsExactly("changefeed");
                assertThat(strangers(log)).containsExactly(Spot.collection("z"));
            }
        }
    }

    private static List<Spot> strangers(OpenedLog log) {
        List<Finding> findings = new ArrayList<>();
        var served = ((OpenedLog.Tables) log).source().served();
        served.judge(Collections.emptySortedMap(), served.readable(), findings::add);
        assertThat(findings).extracting(Finding::fault).containsOnly(Fault.SERVED_DIFFERS);
        return findings.stream().map(Finding::spot).toList();
    }
}
