import java.util.List;

/** The signer's rows, as its measuring program tells them. */
final class Signatures {

    private final Pace pace;
    private final Results results;

    Signatures(Pace pace, Results results) {
        this.pace = pace;
        this.results = results;
    }

    void run(Plan plan, Budget budget) {
        System.err.println("signer: " + plan.rounds() + " rounds");
        if (!Pace.tokenInstalled()) {
            results.note("no SoftHSM2 here, so no row of a token: apt-get install -y softhsm2");
        }
        for (String line : pace.run(plan, budget.seconds())) {
            List<String> words = List.of(line.split("\t"));
            switch (words.getFirst()) {
                case "sample" -> add(words);
                case "stage" ->
                        System.err.println(
                                "signer: " + words.get(1) + " after " + words.get(2) + " s");
                case "provider" -> results.tell("the signer's provider: " + words.get(1));
                case "journal" ->
                        results.tell("the signer's journal, verified: entries " + words.get(1));
                default -> {} // its log
            }
        }
        if (results.rows(SignerRow.class).isEmpty()) {
            throw new IllegalStateException("the signer's measuring program told nothing");
        }
    }

    private void add(List<String> words) {
        var row = new SignerRow(words.get(2), words.get(3), Integer.parseInt(words.get(4)));
        var sample =
                new Sample(
                        Double.parseDouble(words.get(6)),
                        Double.parseDouble(words.get(7)),
                        Double.parseDouble(words.get(8)),
                        Double.parseDouble(words.get(9)),
                        Long.parseLong(words.get(10)),
                        0);
        results.add(row, words.get(5), Integer.parseInt(words.get(1)), sample);
    }
}
