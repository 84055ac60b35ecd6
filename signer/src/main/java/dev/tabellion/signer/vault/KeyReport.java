package dev.tabellion.signer.vault;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.KeyUses.Use;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is to say of every key: whose it is, where it was born and lives, what its vault says
 * of it now, and what it has done. Never a private half, nor how one is sealed.
 */
public record KeyReport(List<Line> lines) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public KeyReport {
        lines = List.copyOf(lines);
    }

    /** One key; attributes are those that its vault told when it was asked, just now. */
    public record Line(
            RegisteredKey key, SortedMap<String, String> attributes, @Nullable Use use) {}

    public static KeyReport of(Keyring keyring, KeyUses uses) {
        Map<KeyId, Use> used = uses.all();
        List<Line> lines = new ArrayList<>();
        for (RegisteredKey key : keyring.all()) {
            lines.add(new Line(key, attributes(keyring, key), used.get(key.key().id())));
        }
        return new KeyReport(lines);
    }

    /** A token that is away must not hide the other keys. */
    private static SortedMap<String, String> attributes(Keyring keyring, RegisteredKey key) {
        try {
            return keyring.attributesOf(key);
        } catch (SignerUnavailable e) {
            return new TreeMap<>(Map.of("unavailable", String.valueOf(e.getMessage())));
        }
    }

    public String json() {
        ArrayNode keys = JSON.createArrayNode();
        lines.forEach(line -> keys.add(json(line)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(keys);
    }

    private static ObjectNode json(Line line) {
        RegisteredKey key = line.key();
        ObjectNode object = JSON.createObjectNode();
        object.put("id", key.key().id().value());
        object.put("material", key.material().hex());
        object.put("collection", key.place().gun().value());
        object.put("life", key.place().life());
        object.put("role", key.place().role().value());
        object.put("type", key.key().key().type());
        object.put("origin", key.origin().toString());
        object.put("vault", key.vault().value());
        object.put("created", key.createdAt().toString());
        ObjectNode attributes = object.putObject("attributes");
        line.attributes().forEach(attributes::put);
        Use use = line.use();
        object.put("signatures", use == null ? 0 : use.signatures());
        object.put("firstUse", use == null ? null : use.first().toString());
        object.put("lastUse", use == null ? null : use.last().toString());
        return object;
    }

    /** For a terminal: a line for each key, under a heading. */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "KEY",
                        "TYPE",
                        "COLLECTION",
                        "LIFE",
                        "ROLE",
                        "VAULT",
                        "ORIGIN",
                        "CREATED",
                        "SIGNED",
                        "FIRST",
                        "LAST",
                        "ATTRIBUTES"));
        lines.forEach(line -> rows.add(cells(line)));
        return TextTable.of(rows);
    }

    private static List<String> cells(Line line) {
        RegisteredKey key = line.key();
        Use use = line.use();
        return List.of(
                key.key().id().value(),
                key.key().key().type(),
                key.place().gun().value(),
                Integer.toString(key.place().life()),
                key.place().role().value(),
                key.vault().value(),
                key.origin().toString(),
                inSeconds(key.createdAt()),
                Long.toString(use == null ? 0 : use.signatures()),
                use == null ? "-" : inSeconds(use.first()),
                use == null ? "-" : inSeconds(use.last()),
                line.attributes().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .reduce((one, other) -> one + " " + other)
                        .orElse("-"));
    }

    /** A terminal is not wide; the JSON has the rest. */
    private static String inSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
