import java.util.List;
import java.util.stream.Stream;

/**
 * GETs of one document over kept connections, or with a new TLS connection each, as Notary's own
 * clients do.
 */
record ReadRow(Document document, int connections, boolean close) implements Row {

    enum Document {
        TIMESTAMP("GET timestamp.json"),
        ROOT("GET root by hash");

        private final String words;

        Document(String words) {
            this.words = words;
        }
    }

    static List<ReadRow> all() {
        return Stream.of(Document.values())
                .flatMap(
                        document ->
                                Stream.of(false, true)
                                        .flatMap(
                                                close ->
                                                        Stream.of(16, 64)
                                                                .map(
                                                                        n ->
                                                                                new ReadRow(
                                                                                        document, n,
                                                                                        close))))
                .toList();
    }

    @Override
    public String what() {
        return document.words;
    }

    @Override
    public String mode() {
        return close ? "close" : "keep-alive";
    }
}
