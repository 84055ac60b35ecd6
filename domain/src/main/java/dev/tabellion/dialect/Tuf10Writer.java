package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PathRule;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.SuccinctRoles;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Metadata as the JSON of the specification, member by member. */
final class Tuf10Writer {
    static final String SPEC_VERSION = "1.0.31";
    static final String JSON = ".json";

    private Tuf10Writer() {}

    static Json json(Metadata metadata) {
        return switch (metadata) {
            case Root root ->
                    signed(
                            root,
                            "root",
                            "consistent_snapshot",
                            new Json.Bool(root.consistentSnapshot()),
                            "keys",
                            keys(root.roles().values()),
                            "roles",
                            object(root.roles(), RoleName::value, Tuf10Writer::roleKeys));
            case Targets targets -> targets(targets);
            case Snapshot snapshot ->
                    signed(
                            snapshot,
                            "snapshot",
                            "meta",
                            object(
                                    snapshot.meta(),
                                    role -> role.value() + JSON,
                                    Tuf10Writer::fileMeta));
            case Timestamp timestamp ->
                    signed(
                            timestamp,
                            "timestamp",
                            "meta",
                            Json.Obj.of("snapshot" + JSON, fileMeta(timestamp.snapshot())));
        };
    }

    static Json signatures(List<Signature> signatures) {
        return array(
                signatures,
                s -> Json.Obj.of("keyid", new Json.Str(s.keyId().value()), "sig", hex(s.value())));
    }

    static Json key(PublicKey key) {
        if (key.scheme() == null) {
            throw new IllegalArgumentException("a key of TUF 1.0 states its scheme");
        }
        return Json.Obj.of(
                "keytype", new Json.Str(key.type()),
                "keyval", Json.Obj.of("public", KeyText.of(key)),
                "scheme", new Json.Str(key.scheme()));
    }

    private static Json targets(Targets targets) {
        Json.Obj signed =
                signed(
                        targets,
                        "targets",
                        "targets",
                        object(targets.targets(), name -> name, Tuf10Writer::target));
        if (targets.delegations().isEmpty() && targets.bins() == null) {
            return signed;
        }
        TreeMap<String, Json> members = new TreeMap<>(Json.BY_UTF8);
        members.putAll(signed.members());
        members.put("delegations", delegations(targets));
        return new Json.Obj(members);
    }

    private static Json delegations(Targets targets) {
        SuccinctRoles bins = targets.bins();
        if (bins != null) {
            TreeMap<String, Json> members = new TreeMap<>(roleKeys(bins.keys()).members());
            members.put("bit_length", new Json.Int(bins.bitLength()));
            members.put("name_prefix", new Json.Str(bins.namePrefix()));
            return Json.Obj.of(
                    "keys", keys(List.of(bins.keys())), "succinct_roles", new Json.Obj(members));
        }
        List<Delegation> roles = targets.delegations();
        return Json.Obj.of(
                "keys",
                keys(roles.stream().map(Delegation::keys).toList()),
                "roles",
                array(roles, Tuf10Writer::delegation));
    }

    private static Json delegation(Delegation delegation) {
        TreeMap<String, Json> members = new TreeMap<>(roleKeys(delegation.keys()).members());
        members.put("name", new Json.Str(delegation.name().value()));
        members.put(pathsName(delegation.rule()), array(delegation.paths(), Json.Str::new));
        members.put("terminating", new Json.Bool(delegation.terminating()));
        return new Json.Obj(members);
    }

    private static String pathsName(PathRule rule) {
        return switch (rule) {
            case PATTERN -> "paths";
            case HASH_PREFIX -> "path_hash_prefixes";
            case PREFIX -> throw new IllegalArgumentException("TUF 1.0 has no path prefixes");
        };
    }

    private static Json fileMeta(FileMeta meta) {
        if (meta.version() == null) {
            throw new IllegalArgumentException("TUF 1.0 names a file's version");
        }
        TreeMap<String, Json> hashes = new TreeMap<>();
        if (meta.statedSha256() != null) {
            hashes.put("sha256", new Json.Str(meta.statedSha256().hex()));
        }
        if (meta.sha512() != null) {
            hashes.put("sha512", hex(meta.sha512()));
        }
        TreeMap<String, Json> members = new TreeMap<>();
        members.put("version", new Json.Int(meta.version().number()));
        if (!hashes.isEmpty()) {
            members.put("hashes", new Json.Obj(hashes));
        }
        if (meta.statedLength() != null) {
            members.put("length", new Json.Int(meta.statedLength()));
        }
        return new Json.Obj(members);
    }

    private static Json target(Target target) {
        TreeMap<String, Json> members = new TreeMap<>();
        if (target.custom().length() > 0) {
            members.put("custom", new Json.Verbatim(target.custom()));
        }
        members.put("hashes", object(target.hashes(), name -> name, Tuf10Writer::hex));
        members.put("length", new Json.Int(target.length()));
        return new Json.Obj(members);
    }

    private static Json.Obj roleKeys(RoleKeys keys) {
        return Json.Obj.of(
                "keyids",
                array(keys.ids(), id -> new Json.Str(id.value())),
                "threshold",
                new Json.Int(keys.threshold()));
    }

    private static Json keys(Collection<RoleKeys> roles) {
        TreeMap<KeyId, PublicKey> all = new TreeMap<>();
        roles.forEach(role -> all.putAll(role.keys()));
        return object(all, KeyId::value, Tuf10Writer::key);
    }

    private static Json.Obj signed(Metadata metadata, String type, Object... namesAndValues) {
        Object[] common = {
            "_type", new Json.Str(type),
            "spec_version", new Json.Str(SPEC_VERSION),
            "version", new Json.Int(metadata.version().number()),
            // section 4.2.1: to the second
            "expires",
                    new Json.Str(Rfc3339.text(metadata.expires().truncatedTo(ChronoUnit.SECONDS)))
        };
        return Json.Obj.of(Stream.concat(Stream.of(common), Stream.of(namesAndValues)).toArray());
    }

    private static Json hex(Bytes bytes) {
        return new Json.Str(bytes.hex());
    }

    private static <T> Json array(List<T> items, Function<? super T, Json> each) {
        return new Json.Arr(items.stream().map(each).toList());
    }

    private static <K, V> Json object(
            Map<K, V> entries, Function<K, String> name, Function<? super V, Json> value) {
        TreeMap<String, Json> members = new TreeMap<>(Json.BY_UTF8);
        entries.forEach((k, v) -> members.put(name.apply(k), value.apply(v)));
        return new Json.Obj(members);
    }
}
