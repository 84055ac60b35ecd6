package dev.tabellion.server.crash;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.json.PlainJsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a server's record tells, in the order in which it happened.
 *
 * @param stored the digests of those of its published documents whose bytes it keeps
 */
record RecordSide(List<Document> documents, List<Signature> signatures, Set<String> stored) {
    record Document(Place place, String digest, boolean isServers) {}

    record Signature(Place place, String payload, String key, String digest, long entry) {}

    static RecordSide of(JdbcTemplate sql) {
        return of(sql, "true");
    }

    static RecordSide of(JdbcTemplate sql, Gun gun) {
        return of(sql, "collection = ?", gun.value());
    }

    private static RecordSide of(JdbcTemplate sql, String where, Object... arguments) {
        List<Document> documents = new ArrayList<>();
        List<Signature> signatures = new ArrayList<>();
        Map<String, Long> lives = new HashMap<>();
        sql.query(
                "select collection, name, payload from tabellion.event where %s order by collection, sequence"
                        .formatted(where),
                row -> {
                    var gun = row.getString("collection");
                    var json = PlainJsonReader.of(Bytes.of(row.getBytes("payload")));
                    switch (row.getString("name")) {
                        case "collection-opened" -> lives.put(gun, json.number("life"));
                        case "metadata-published" ->
                                documents.add(document(place(gun, lives, json), json));
                        case "signature-produced" ->
                                signatures.add(signature(place(gun, lives, json), json));
                        default -> {}
                    }
                },
                arguments);
        return new RecordSide(documents, signatures, stored(sql, documents));
    }

    private static Set<String> stored(JdbcTemplate sql, List<Document> documents) {
        byte[][] digests =
                documents.stream()
                        .map(each -> HexFormat.of().parseHex(each.digest()))
                        .toArray(byte[][]::new);
        return Set.copyOf(
                sql.queryForList(
                        "select encode(sha256, 'hex') from tabellion.document where sha256 = any(?)",
                        String.class,
                        (Object) digests));
    }

    private static Place place(String gun, Map<String, Long> lives, PlainJsonReader json) {
        long life = lives.getOrDefault(gun, 0L);
        return new Place(gun, life, json.text("role"), json.smallNumber("version"));
    }

    private static Document document(Place place, PlainJsonReader json) {
        return new Document(place, json.text("digest"), json.text("author").equals("server"));
    }

    private static Signature signature(Place place, PlainJsonReader json) {
        return new Signature(
                place,
                json.text("payload"),
                json.text("key"),
                json.text("signature"),
                json.number("journalEntry"));
    }
}
