import java.util.List;
import java.util.function.ToDoubleFunction;

/** The tables about the signer: what it costs to have it elsewhere, and how fast it signs. */
final class SignerReport {

    private static final String WHOLE = "tabellion";
    private static final String SPLIT = "tabellion-split";

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    SignerReport(Results results) {
        this.results = results;
    }

    /** Empty where the run measured neither. */
    String markdown() {
        split();
        signer();
        return text.toString();
    }

    /** What a signer of its own adds: medians of the differences within the rounds. */
    private void split() {
        var table =
                new Table(
                        "what", "conns", "mode", "p50 ms", "split", "adds", "p99 ms", "split",
                        "adds", "CPU ms/req", "split");
        List<Row> both =
                results.rows(PublishRow.class).stream()
                        .filter(row -> results.systems(row).containsAll(List.of(WHOLE, SPLIT)))
                        .toList();
        for (Row row : both) {
            table.line(
                    row.what(),
                    Integer.toString(row.connections()),
                    row.mode(),
                    median(row, WHOLE, Sample::p50),
                    median(row, SPLIT, Sample::p50),
                    adds(row, Sample::p50),
                    median(row, WHOLE, Sample::p99),
                    median(row, SPLIT, Sample::p99),
                    adds(row, Sample::p99),
                    median(row, WHOLE, Sample::cpu),
                    median(row, SPLIT, Sample::cpu));
        }
        if (!both.isEmpty()) {
            section("What a signer in a process of its own adds to a publish", table);
        }
    }

    private String adds(Row row, ToDoubleFunction<Sample> figure) {
        return Table.number(results.excess(row, SPLIT, WHOLE, figure));
    }

    private void signer() {
        List<Row> rows = results.rows(SignerRow.class);
        if (rows.isEmpty()) {
            return;
        }
        var table =
                new Table(
                        "what", "threads", "how", "keys", "signatures/s", "p50 ms", "p99 ms",
                        "CPU ms", "× raw", "× raw JDK");
        for (Row row : rows) {
            results.systems(row).forEach(system -> signer(table, row, system));
        }
        section("Signatures on one core", table);
        text.append('\n');
        results.facts().forEach(fact -> text.append("- ").append(fact).append('\n'));
    }

    private void signer(Table table, Row row, String system) {
        table.line(
                row.what(),
                Integer.toString(row.connections()),
                row.mode(),
                system,
                median(row, system, Sample::rate),
                median(row, system, Sample::p50),
                median(row, system, Sample::p99),
                median(row, system, Sample::cpu),
                raw(row, system, SignerRow.PROVIDER),
                raw(row, system, SignerRow.JDK));
    }

    private String raw(Row row, String system, String provider) {
        return Table.number(results.ratio(row, system, SignerRow.RAW, provider, Sample::rate));
    }

    private String median(Row row, String system, ToDoubleFunction<Sample> figure) {
        return Table.number(results.median(row, system, figure));
    }

    private void section(String title, Table table) {
        text.append("\n## ").append(title).append("\n\n").append(table);
    }
}
