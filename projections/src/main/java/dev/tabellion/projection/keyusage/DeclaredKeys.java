package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.Compromised;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.tuf.KeyId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keys that somebody declared compromised by now, and where the signer uses them: what is found of
 * them, or of their places, is graver.
 */
record DeclaredKeys(Map<KeyId, Compromised> keys, Map<KeyId, KeyPlace> places) {
    private static final String DECLARED =
            """
            select l.leaf_index, e.name, e.revision, e.payload
            from tabellion.event e join tabellion.log_leaf l using (global_index)
            where e.collection = ? and e.name = 'key-declared-compromised' order by e.sequence
            """;
    private static final String PLACES =
            "select key, gun, life, role from tabellion.key_journalled where key = any(?)";

    static DeclaredKeys in(JdbcTemplate jdbc) {
        Map<KeyId, Compromised> keys = new HashMap<>();
        jdbc.query(
                DECLARED,
                row -> {
                    var event =
                            EventJson.read(
                                    row.getString("name"),
                                    row.getString("revision"),
                                    Bytes.of(row.getBytes("payload")));
                    if (event instanceof KeyDeclaredCompromised declared) {
                        long leaf = row.getLong("leaf_index");
                        keys.compute(
                                declared.key(),
                                (_, before) -> Compromised.by(declared, leaf, before));
                    }
                },
                EventStream.CASES.id());
        Map<KeyId, KeyPlace> places = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.query(
                    PLACES,
                    row -> {
                        places.put(new KeyId(row.getString("key")), StoredPlace.of(row));
                    },
                    (Object) keys.keySet().stream().map(KeyId::value).toArray(String[]::new));
        }
        return new DeclaredKeys(keys, places);
    }

    List<Finding> weighed(List<Finding> findings) {
        return keys.isEmpty() ? findings : findings.stream().map(this::weighed).toList();
    }

    private Finding weighed(Finding finding) {
        return keys.entrySet().stream()
                .filter(each -> each.getValue().covers(finding.at()))
                .map(Map.Entry::getKey)
                .filter(key -> isShown(key, finding) || isOfPlace(places.get(key), finding))
                .sorted()
                .findFirst()
                .map(finding::suspecting)
                .orElse(finding);
    }

    private static boolean isShown(KeyId key, Finding finding) {
        return finding.exhibits().contains(new Exhibit.Key(key))
                || key.value().equals(finding.facts().get("key"));
    }

    private static boolean isOfPlace(@Nullable KeyPlace place, Finding finding) {
        return place != null
                && finding.subject().kind() == Subject.Kind.COLLECTION
                && finding.subject().name().equals(place.gun().value())
                && place.role().value().equals(finding.facts().get("role"));
    }
}
