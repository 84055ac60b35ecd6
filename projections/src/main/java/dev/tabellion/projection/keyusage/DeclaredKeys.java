package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.Compromised;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.projection.detection.LoggedCases;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keys that somebody declared compromised by now, and where the signer uses them: what is found of
 * them, or of their places, is graver.
 *
 * @param unread that declarations are not what was logged: nothing is graver by them
 */
record DeclaredKeys(Map<KeyId, Compromised> keys, Map<KeyId, Place> places, List<Finding> unread) {
    private static final List<String> DECLARED = List.of("key-declared-compromised");

    /** A root that took it away, or a deletion, ends it; who was never trusted still may be. */
    private static final String PLACES =
            """
            select k.key, k.gun, k.life, k.role, (
                select case when count(*) = count(t.until) then max(t.until) end from tabellion.key_trusted t
                where t.key = k.key and t.collection = k.gun and t.role = k.role
            ) as until
            from tabellion.key_journalled k where k.key = any(?)
            """;

    /**
     * @param until when it was no longer in force there; null if it may be
     */
    record Place(KeyPlace place, @Nullable Instant until) {
        boolean isOf(Finding finding) {
            return finding.subject().kind() == Subject.Kind.COLLECTION
                    && finding.subject().name().equals(place.gun().value())
                    && place.role().value().equals(finding.facts().get("role"))
                    && (until == null || finding.at().isBefore(until));
        }
    }

    static DeclaredKeys in(JdbcTemplate jdbc) {
        Map<KeyId, Compromised> keys = new HashMap<>();
        List<Finding> unread =
                new LoggedCases(jdbc)
                        .read(
                                DECLARED,
                                Long.MAX_VALUE,
                                new Subject(Subject.Kind.SIGNER, ""),
                                "reconciliation",
                                entry -> declared(entry, keys));
        Map<KeyId, Place> places = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.query(
                    PLACES,
                    row -> {
                        places.put(
                                new KeyId(row.getString("key")),
                                new Place(StoredPlace.of(row), StoredTime.ifThere(row, "until")));
                    },
                    (Object) keys.keySet().stream().map(KeyId::value).toArray(String[]::new));
        }
        return new DeclaredKeys(keys, places, unread);
    }

    private static void declared(Entry entry, Map<KeyId, Compromised> keys) {
        if (entry.event() instanceof KeyDeclaredCompromised declared) {
            keys.compute(
                    declared.key(), (_, before) -> Compromised.by(declared, entry.leaf(), before));
        }
    }

    List<Finding> weighed(List<Finding> findings) {
        return Stream.concat(findings.stream().map(this::weighed), unread.stream()).toList();
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

    private static boolean isOfPlace(@Nullable Place place, Finding finding) {
        return place != null && place.isOf(finding);
    }
}
