import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Puts the results of one run into words and tables; never decides what was measured. */
final class Report {

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private Report(Results results) {
        this.results = results;
    }

    static String of(Results results, String setting) {
        var report = new Report(results);
        report.text.append(setting);
        report.loads("Reads", "req/s", results.rows(ReadRow.class));
        report.loads("Publishes", "publishes/s", results.rows(PublishRow.class));
        report.text.append(new SignerReport(results).markdown());
        report.text.append(new LogReport(results).markdown());
        report.starts();
        report.memory();
        report.aims();
        report.notes();
        report.rounds();
        return report.text.toString();
    }

    private void loads(String title, String unit, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var table =
                new Table(
                        "what",
                        "conns",
                        "mode",
                        "system",
                        unit,
                        "p50 ms",
                        "p99 ms",
                        "CPU ms/req",
                        "× notary",
                        "× nginx",
                        "CPU of notary's");
        for (Row row : rows) {
            measured(row).forEach(system -> load(table, row, system));
        }
        section(title, table);
    }

    private void load(Table table, Row row, String system) {
        table.line(
                row.what(),
                Integer.toString(row.connections()),
                row.mode(),
                system,
                median(row, system, Sample::rate),
                median(row, system, Sample::p50),
                median(row, system, Sample::p99),
                median(row, system, Sample::cpu),
                ratio(row, system, "notary", Sample::rate),
                ratio(row, system, "nginx", Sample::rate),
                ratio(row, system, "notary", Sample::cpu));
    }

    private List<String> measured(Row row) {
        return results.systems(row);
    }

    private String median(Row row, String system, ToDoubleFunction<Sample> figure) {
        return Table.number(results.median(row, system, figure));
    }

    private String ratio(Row row, String system, String to, ToDoubleFunction<Sample> figure) {
        return system.equals(to) ? "-" : Table.number(results.ratio(row, system, to, figure));
    }

    private void starts() {
        if (results.started().isEmpty()) {
            return;
        }
        var table = new Table("system", "first start s", "restart s");
        for (String system : results.started()) {
            String first = Table.number(results.firstStart(system));
            table.line(system, first, Table.number(results.restart(system)));
        }
        section("Start to ready, database included", table);
    }

    private void memory() {
        if (results.memory().isEmpty()) {
            return;
        }
        var table =
                new Table(
                        "system",
                        "when",
                        "RSS of the server (and signer)",
                        "PSS with its database");
        for (var reading : results.memory()) {
            String servers = Table.number(reading.servers());
            table.line(
                    reading.system(), reading.when(), servers, Table.number(reading.everything()));
        }
        section("Memory, MB", table);
    }

    private void aims() {
        List<Aim> aims = Aim.of(results);
        if (aims.isEmpty()) {
            return;
        }
        var table = new Table("what", "aim", "measured", "");
        for (Aim aim : aims) {
            String verdict = aim.met() ? "met" : "SHORT";
            table.line(aim.what(), aim.wanted(), Table.number(aim.measured()), verdict);
        }
        section("Tabellion against its aims", table);
    }

    private void notes() {
        if (!results.notes().isEmpty()) {
            text.append("\n## What went wrong\n\n");
            results.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        }
    }

    private void rounds() {
        if (results.rows(Row.class).isEmpty()) {
            return;
        }
        var table = new Table("what", "conns", "mode", "system", "each round");
        for (Row row : results.rows(Row.class)) {
            String connections = Integer.toString(row.connections());
            for (String system : measured(row)) {
                table.line(row.what(), connections, row.mode(), system, rates(row, system));
            }
        }
        section("Rounds, requests or signatures per second", table);
    }

    private String rates(Row row, String system) {
        return results.samples(row, system).stream()
                .map(sample -> Table.number(sample.rate()))
                .collect(Collectors.joining(", "));
    }

    private void section(String title, Table table) {
        text.append("\n## ").append(title).append("\n\n").append(table);
    }
}
