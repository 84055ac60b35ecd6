package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.server.database.DatabaseOwner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a server has found that somebody is to look at: of an honest day, nothing. */
public final class Alarms {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HEARD =
            "select (select size from tabellion.detection_head)"
                    + " >= (select count(*) from tabellion.event)";
    private static final String ALARMS =
            "select severity, rule, subject, facts from tabellion.finding"
                    + " where severity in ('crit', 'high', 'med') order by number";

    /**
     * @param severity as it is stored
     * @param facts as JSON
     */
    public record Alarm(String severity, String rule, String subject, String facts) {}

    private Alarms() {}

    /** Once detection has heard all there is; nothing of a database that does not run. */
    static List<Alarm> of(Path data) {
        return LogAudit.embedded(data).map(Alarms::of).orElse(List.of());
    }

    private static List<Alarm> of(DatabaseOwner owner) {
        try (Connection session = LogAudit.dataSource(owner).getConnection();
                Statement statement = session.createStatement()) {
            Deadline.await(PATIENCE, () -> isHeard(statement), () -> "detection is behind");
            List<Alarm> alarms = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(ALARMS)) {
                while (rows.next()) {
                    alarms.add(
                            new Alarm(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4)));
                }
            }
            return alarms;
        } catch (SQLException e) {
            throw new AssertionError("asking " + owner.url() + " what was found", e);
        }
    }

    private static boolean isHeard(Statement statement) {
        try (ResultSet answer = statement.executeQuery(HEARD)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            throw new AssertionError("asking how far detection is", e);
        }
    }
}
