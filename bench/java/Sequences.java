import java.util.List;

/** The log's rows, as its measuring program tells them. */
final class Sequences {

    private final Pace pace;
    private final Results results;

    Sequences(Pace pace, Results results) {
        this.pace = pace;
        this.results = results;
    }

    void run(Plan plan, Budget budget) {
        System.err.println("log: " + plan.rounds() + " rounds");
        for (String line : pace.run(plan, budget.seconds())) {
            List<String> words = List.of(line.split("\t"));
            if (words.getFirst().equals("sample")) {
                add(words);
            }
        }
        if (results.rows(LogRow.class).isEmpty()) {
            throw new IllegalStateException("the log's measuring program told nothing");
        }
    }

    private void add(List<String> words) {
        var sample =
                new Sample(
                        Double.parseDouble(words.get(3)),
                        Double.parseDouble(words.get(4)),
                        Double.parseDouble(words.get(5)),
                        0,
                        0,
                        0);
        results.add(
                new LogRow(words.get(2)), LogRow.SYSTEM, Integer.parseInt(words.get(1)), sample);
    }
}
