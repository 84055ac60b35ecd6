import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure Tabellion set out to reach, beside the one it reached; NaN where this run did not
 * measure it.
 */
record Aim(String what, String wanted, double measured, boolean met) {

    static List<Aim> of(Results results) {
        var aims = new ArrayList<Aim>();
        var timestamp = new ReadRow(ReadRow.Document.TIMESTAMP, 64, false);
        aims.add(
                atLeast(
                        30,
                        "timestamp.json, 64 kept connections, × notary",
                        rate(results, timestamp, "notary")));
        aims.add(
                atLeast(
                        0.7,
                        "timestamp.json, 64 kept connections, × nginx",
                        rate(results, timestamp, "nginx")));
        var close = new ReadRow(ReadRow.Document.TIMESTAMP, 64, true);
        aims.add(
                atLeast(
                        5,
                        "timestamp.json, 64 connections, close, × notary",
                        rate(results, close, "notary")));
        for (boolean first : new boolean[] {true, false}) {
            for (boolean server : new boolean[] {false, true}) {
                var row = new PublishRow(server, first, 16);
                String what = row.what() + ", " + row.mode() + ", 16 connections";
                aims.add(atLeast(10, what + ", × notary", rate(results, row, "notary")));
                double cpu = results.ratio(row, "tabellion", "notary", Sample::cpu);
                aims.add(atMost(0.25, what + ", CPU of notary's", cpu));
            }
        }
        aims.add(atMost(8, "first start to ready, s", results.firstStart("tabellion")));
        aims.add(atMost(4, "restart to ready, s", results.restart("tabellion")));
        aims.add(atMost(400, "idle RSS of the server, MB", results.idleMegabytes("tabellion")));
        for (Row row : results.rows(SignerRow.class)) {
            if (row.mode().equals(SignerRow.ALONE) || row.connections() == 16) {
                String what =
                        "%s, %s, threads: %d, × raw JDK"
                                .formatted(row.what(), row.mode(), row.connections());
                aims.add(atLeast(0.5, what, ofRaw(results, row)));
            }
        }
        for (boolean server : new boolean[] {false, true}) {
            var row = new PublishRow(server, false, 16);
            String what = row.what() + ", " + row.mode() + ", 16 connections, × unlogged";
            aims.add(atLeast(0.9, what, rate(results, row, "tabellion-unlogged")));
        }
        for (Row row : results.rows(PublishRow.class)) {
            if (row instanceof PublishRow(var _, var _, var _, int perSecond) && perSecond > 0) {
                String what = row.what() + ", " + row.mode();
                aims.add(slower(results, row, what + ", p50, × unlogged", Sample::p50));
                aims.add(slower(results, row, what + ", p99, × unlogged", Sample::p99));
            }
        }
        aims.add(
                atMost(
                        1_000,
                        "detection behind publishes, p99, ms",
                        behind(results, LagRow.DETECTION)));
        aims.add(
                atMost(
                        3_000,
                        "reconciliation behind publishes, p99, ms",
                        behind(results, LagRow.RECONCILIATION)));
        aims.add(
                atLeast(
                        10_000,
                        "events appended and covered a second",
                        results.median(LogRow.TOGETHER, LogRow.SYSTEM, Sample::rate)));
        aims.add(
                atMost(
                        1_000,
                        "commit to covered, p99, ms",
                        results.median(LogRow.COVERED, LogRow.SYSTEM, Sample::p99)));
        return aims.stream().filter(aim -> !Double.isNaN(aim.measured())).toList();
    }

    /** Of what JCA comes with: no judge of one signature keeps up with AWS-LC, see ADR 0013. */
    private static double ofRaw(Results results, Row row) {
        return results.ratio(row, SignerRow.SOFTWARE, SignerRow.RAW, SignerRow.JDK, Sample::rate);
    }

    private static double behind(Results results, LagRow row) {
        return results.median(row, "tabellion", Sample::p99);
    }

    private static Aim slower(
            Results results, Row row, String what, ToDoubleFunction<Sample> figure) {
        return atMost(1.1, what, results.ratio(row, "tabellion", "tabellion-unlogged", figure));
    }

    private static double rate(Results results, Row row, String to) {
        return results.ratio(row, "tabellion", to, Sample::rate);
    }

    private static Aim atLeast(double bound, String what, double measured) {
        return new Aim(what, "≥ " + Table.number(bound), measured, measured >= bound);
    }

    private static Aim atMost(double bound, String what, double measured) {
        return new Aim(what, "≤ " + Table.number(bound), measured, measured <= bound);
    }
}
