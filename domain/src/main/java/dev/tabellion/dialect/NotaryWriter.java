package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Metadata as the JSON that Notary's own code would write for it, member by member. */
final class NotaryWriter {
    private NotaryWriter() {}

    static Json json(Metadata metadata) {
        return switch (metadata) {
            case Root root -> root(root);
            case Targets targets -> targets(targets);
            case Snapshot snapshot -> snapshot(snapshot);
            case Timestamp timestamp -> timestamp(timestamp);
        };
    }

    static Json signatures(List<Signature> signatures) {
        return array(
                signatures,
                s ->
                        Json.Obj.of(
                                "keyid", new Json.Str(s.keyId().value()),
                                "method", new Json.Str(s.method()),
                                "sig", new Json.Str(s.value().base64())));
    }

    static Json key(PublicKey key) {
        return Json.Obj.of(
                "keytype",
                new Json.Str(key.type()),
                "keyval",
                Json.Obj.of("private", Json.NULL, "public", new Json.Str(key.value().base64())));
    }

    private static Json root(Root root) {
        return Json.Obj.of(
                "_type",
                new Json.Str("Root"),
                "consistent_snapshot",
                new Json.Bool(root.consistentSnapshot()),
                "expires",
                expires(root.expires()),
                "keys",
                keys(root.roles().values()),
                "roles",
                object(root.roles(), RoleName::value, NotaryWriter::roleKeys),
                "version",
                new Json.Int(root.version().number()));
    }

    private static Json targets(Targets targets) {
        List<Delegation> delegations = targets.delegations();
        return Json.Obj.of(
                "_type", new Json.Str("Targets"),
                "delegations",
                        Json.Obj.of(
                                "keys",
                                keys(delegations.stream().map(Delegation::keys).toList()),
                                "roles",
                                array(delegations, NotaryWriter::delegation)),
                "expires", expires(targets.expires()),
                "targets", object(targets.targets(), name -> name, NotaryWriter::target),
                "version", new Json.Int(targets.version().number()));
    }

    private static Json snapshot(Snapshot snapshot) {
        return Json.Obj.of(
                "_type",
                new Json.Str("Snapshot"),
                "expires",
                expires(snapshot.expires()),
                "meta",
                object(snapshot.meta(), RoleName::value, NotaryWriter::fileMeta),
                "version",
                new Json.Int(snapshot.version().number()));
    }

    private static Json timestamp(Timestamp timestamp) {
        return Json.Obj.of(
                "_type",
                new Json.Str("Timestamp"),
                "expires",
                expires(timestamp.expires()),
                "meta",
                Json.Obj.of("snapshot", fileMeta(timestamp.snapshot())),
                "version",
                new Json.Int(timestamp.version().number()));
    }

    private static Json delegation(Delegation delegation) {
        TreeMap<String, Json> members = new TreeMap<>(roleKeys(delegation.keys()).members());
        members.put("name", new Json.Str(delegation.name().value()));
        if (!delegation.paths().isEmpty()) {
            members.put("paths", array(delegation.paths(), Json.Str::new));
        }
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
        return object(all, KeyId::value, NotaryWriter::key);
    }

    private static Json target(Target target) {
        TreeMap<String, Json> members = new TreeMap<>(Json.BY_UTF8);
        if (target.custom().length() > 0) {
            members.put("custom", new Json.Verbatim(target.custom()));
        }
        members.put("hashes", object(target.hashes(), name -> name, NotaryWriter::digest));
        members.put("length", new Json.Int(target.length()));
        return new Json.Obj(members);
    }

    private static Json fileMeta(FileMeta meta) {
        TreeMap<String, Json> hashes = new TreeMap<>();
        hashes.put("sha256", digest(meta.sha256().bytes()));
        if (meta.sha512() != null) {
            hashes.put("sha512", digest(meta.sha512()));
        }
        return Json.Obj.of("hashes", new Json.Obj(hashes), "length", new Json.Int(meta.length()));
    }

    private static Json digest(Bytes digest) {
        return new Json.Str(digest.base64());
    }

    private static Json expires(Instant expires) {
        return new Json.Str(Rfc3339.text(expires));
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
