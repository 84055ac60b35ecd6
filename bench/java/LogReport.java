/** The tables about the log: how fast it takes up, and what keeping it costs a publish. */
final class LogReport {

    private static final String LOGGED = "tabellion";
    static final String UNLOGGED = "tabellion-unlogged";

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    LogReport(Results results) {
        this.results = results;
    }

    /** Empty where the run measured neither. */
    String markdown() {
        pace();
        cost();
        lags();
        return text.toString();
    }

    private void pace() {
        var table = new Table("what", "per second", "p50 ms", "p99 ms");
        var rows = results.rows(LogRow.class);
        for (Row row : rows) {
            table.line(
                    row.what(),
                    Table.number(results.median(row, LogRow.SYSTEM, Sample::rate)),
                    Table.number(results.median(row, LogRow.SYSTEM, Sample::p50)),
                    Table.number(results.median(row, LogRow.SYSTEM, Sample::p99)));
        }
        if (!rows.isEmpty()) {
            text.append("\n## The log on one core\n\n").append(table);
        }
    }

    /** How far behind publishes those are who follow, by what they say of themselves. */
    private void lags() {
        var table = new Table("who", "looks", "p50 ms", "p99 ms");
        var rows = results.rows(LagRow.class);
        for (Row row : rows) {
            table.line(
                    row.what(),
                    Table.number(results.median(row, LOGGED, Sample::requests)),
                    Table.number(results.median(row, LOGGED, Sample::p50)),
                    Table.number(results.median(row, LOGGED, Sample::p99)));
        }
        if (!rows.isEmpty()) {
            text.append("\n## Behind publishes that go as fast as they can\n\n").append(table);
        }
    }

    /** Medians of the ratios within the rounds. */
    private void cost() {
        var table = new Table("what", "conns", "mode", "rate", "p50", "p99", "CPU");
        boolean any = false;
        for (Row row : results.rows(PublishRow.class)) {
            if (results.systems(row).contains(UNLOGGED)) {
                any = true;
                table.line(
                        row.what(),
                        Integer.toString(row.connections()),
                        row.mode(),
                        Table.number(results.ratio(row, LOGGED, UNLOGGED, Sample::rate)),
                        Table.number(results.ratio(row, LOGGED, UNLOGGED, Sample::p50)),
                        Table.number(results.ratio(row, LOGGED, UNLOGGED, Sample::p99)),
                        Table.number(results.ratio(row, LOGGED, UNLOGGED, Sample::cpu)));
            }
        }
        if (any) {
            text.append("\n## A publish with the log, of one without\n\n").append(table);
        }
    }
}
