package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PathRule;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.SuccinctRoles;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the documents of TUF 1.0 that delegate: root, targets and delegated targets. */
final class Tuf10Roles {
    private static final Set<String> ROOT =
            Set.of(
                    "_type",
                    "spec_version",
                    "version",
                    "expires",
                    "consistent_snapshot",
                    "keys",
                    "roles");
    private static final Set<String> TARGETS =
            Set.of("_type", "spec_version", "version", "expires", "targets", "delegations");
    private static final Set<String> DELEGATIONS = Set.of("keys", "roles", "succinct_roles");
    private static final Set<String> ROLE = Set.of("keyids", "threshold");
    private static final Set<String> DELEGATION =
            Set.of("name", "keyids", "threshold", "terminating", "paths", "path_hash_prefixes");
    private static final Set<String> SUCCINCT =
            Set.of("keyids", "threshold", "bit_length", "name_prefix");
    private static final Set<String> KEY = Set.of("keytype", "scheme", "keyval");
    private static final Set<String> KEY_VALUE = Set.of("public");
    private static final Set<String> TARGET = Set.of("hashes", "length", "custom");

    private static final Bytes NO_CUSTOM = Bytes.utf8("");

    private Tuf10Roles() {}

    static Root root(Json signed) throws MalformedMetadata {
        Members members = Tuf10Reader.signed(signed, "root", ROOT);
        Map<KeyId, PublicKey> keys = keys(members);
        Map<String, Json> listed = members.map("roles");
        Map<RoleName, RoleKeys> roles = new HashMap<>();
        for (RoleName role :
                List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP)) {
            Place place = members.at("roles").at(role.value());
            Json value = listed.get(role.value());
            if (value == null) {
                throw new MalformedMetadata(place + ": is missing");
            }
            roles.put(role, roleKeys(Members.of(place, value, ROLE), keys));
        }
        return new Root(
                Fields.version(members),
                Fields.expires(members),
                roles,
                members.bool("consistent_snapshot"));
    }

    static Targets targets(Json signed) throws MalformedMetadata {
        Members members = Tuf10Reader.signed(signed, "targets", TARGETS);
        Map<String, Target> targets = new LinkedHashMap<>();
        for (Map.Entry<String, Json> entry : members.map("targets").entrySet()) {
            Place place = members.at("targets").at(entry.getKey());
            targets.put(entry.getKey(), target(Members.of(place, entry.getValue(), TARGET)));
        }
        Json value = members.get("delegations");
        Members delegations =
                value == null ? null : Members.of(members.at("delegations"), value, DELEGATIONS);
        return new Targets(
                Fields.version(members),
                Fields.expires(members),
                targets,
                delegations == null ? List.of() : delegations(delegations),
                delegations == null ? null : bins(delegations));
    }

    private static List<Delegation> delegations(Members members) throws MalformedMetadata {
        Map<KeyId, PublicKey> keys = keys(members);
        List<Delegation> delegations = new ArrayList<>();
        Set<RoleName> names = new HashSet<>();
        for (Json item : members.list("roles")) {
            Members role = Members.of(members.at("roles"), item, DELEGATION);
            Delegation delegation = delegation(role, keys);
            if (delegation.name().isTopLevel() || !names.add(delegation.name())) {
                throw new MalformedMetadata(
                        role.at("name")
                                + ": "
                                + Place.shown(delegation.name().value())
                                + " is another role already");
            }
            delegations.add(delegation);
        }
        return delegations;
    }

    private static Delegation delegation(Members role, Map<KeyId, PublicKey> keys)
            throws MalformedMetadata {
        boolean byPattern = role.get("paths") != null;
        boolean byHash = role.get("path_hash_prefixes") != null;
        if (byPattern == byHash) {
            throw new MalformedMetadata(
                    role.at("paths") + ": either these or path_hash_prefixes, and one of them");
        }
        return new Delegation(
                Tuf10Reader.roleName(role.at("name"), role.string("name")),
                roleKeys(role, keys),
                strings(role, byHash ? "path_hash_prefixes" : "paths"),
                byHash ? PathRule.HASH_PREFIX : PathRule.PATTERN,
                role.bool("terminating"));
    }

    private static @Nullable SuccinctRoles bins(Members members) throws MalformedMetadata {
        Json value = members.get("succinct_roles");
        if (value == null) {
            return null;
        }
        Members role = Members.of(members.at("succinct_roles"), value, SUCCINCT);
        if (!members.list("roles").isEmpty()) {
            throw new MalformedMetadata(members.at("succinct_roles") + ": stands beside roles");
        }
        long bits = role.integer("bit_length");
        if (bits < 1 || bits > SuccinctRoles.LONGEST_BITS) {
            throw new MalformedMetadata(role.at("bit_length") + ": must be 1 to 32, not " + bits);
        }
        String prefix = role.string("name_prefix");
        // the longest name of a bin is to be a role's name, too
        Tuf10Reader.roleName(role.at("name_prefix"), prefix);
        Tuf10Reader.roleName(role.at("name_prefix"), prefix + "-00000000");
        return new SuccinctRoles(roleKeys(role, keys(members)), (int) bits, prefix);
    }

    private static List<String> strings(Members role, String name) throws MalformedMetadata {
        List<String> strings = new ArrayList<>();
        for (Json item : role.list(name)) {
            strings.add(Members.asString(role.at(name), item));
        }
        return strings;
    }

    /** An id without a key is nobody's; the threshold then needs the others (python-tuf alike). */
    private static RoleKeys roleKeys(Members role, Map<KeyId, PublicKey> keys)
            throws MalformedMetadata {
        List<String> ids = strings(role, "keyids");
        if (ids.size() > Fields.MOST_KEYS_OF_A_ROLE) {
            throw new MalformedMetadata(
                    role.at("keyids") + ": more than " + Fields.MOST_KEYS_OF_A_ROLE);
        }
        Map<KeyId, PublicKey> found = new LinkedHashMap<>();
        Set<KeyId> seen = new HashSet<>();
        Set<KeyId> repeated = new HashSet<>();
        for (String text : ids) {
            KeyId id = Fields.keyId(role.at("keyids"), text);
            PublicKey key = keys.get(id);
            if (!seen.add(id)) {
                repeated.add(id);
            } else if (key != null) {
                found.put(id, key);
            }
        }
        return new RoleKeys(found, Fields.threshold(role), repeated);
    }

    private static Map<KeyId, PublicKey> keys(Members container) throws MalformedMetadata {
        Map<KeyId, PublicKey> keys = new HashMap<>();
        for (Map.Entry<String, Json> entry : container.map("keys").entrySet()) {
            Place place = container.at("keys").at(entry.getKey());
            KeyId id = Fields.keyId(place, entry.getKey());
            keys.put(id, key(Members.of(place, entry.getValue(), KEY)));
        }
        return keys;
    }

    /** A kind of key that we do not know is a key that verifies nothing. */
    private static PublicKey key(Members key) throws MalformedMetadata {
        Json keyval = key.required("keyval");
        Members value = Members.of(key.at("keyval"), keyval, KEY_VALUE);
        Bytes material =
                value.get("public") == null
                        ? CanonicalJson.of(keyval)
                        : KeyText.read(value.string("public"));
        Fields.boundKey(value.at("public"), material);
        return new PublicKey(key.string("keytype"), key.string("scheme"), material);
    }

    private static Target target(Members target) throws MalformedMetadata {
        Map<String, Bytes> hashes = new HashMap<>();
        for (Map.Entry<String, Json> hash : target.map("hashes").entrySet()) {
            Place place = target.at("hashes").at(hash.getKey());
            hashes.put(hash.getKey(), Tuf10Reader.hex(place, hash.getValue()));
        }
        Json custom = target.get("custom");
        return new Target(
                Fields.length(target),
                hashes,
                custom == null ? NO_CUSTOM : CanonicalJson.of(custom));
    }
}
