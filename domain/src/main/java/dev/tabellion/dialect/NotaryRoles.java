package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the documents that delegate: root, targets and delegations, with their keys. */
final class NotaryRoles {
    private static final Set<String> ROOT =
            Set.of("_type", "version", "expires", "consistent_snapshot", "keys", "roles");
    private static final Set<String> TARGETS =
            Set.of("_type", "version", "expires", "targets", "delegations");
    private static final Set<String> DELEGATIONS = Set.of("keys", "roles");
    private static final Set<String> ROLE = Set.of("keyids", "threshold");
    private static final Set<String> DELEGATION = Set.of("keyids", "threshold", "name", "paths");
    private static final Set<String> KEY = Set.of("keytype", "keyval");
    private static final Set<String> KEY_VALUE = Set.of("public", "private");
    private static final Set<String> TARGET = Set.of("hashes", "length", "custom");

    private static final Bytes NO_CUSTOM = Bytes.utf8("");

    private NotaryRoles() {}

    static Root root(Json signed) throws MalformedMetadata {
        Members members = Members.of(Place.top("signed"), signed, ROOT);
        Fields.requireType(members, "Root");
        Map<KeyId, PublicKey> keys = keys(members);
        Map<String, Json> listed = members.map("roles");
        Map<RoleName, RoleKeys> roles = new HashMap<>();
        for (RoleName role :
                List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP)) {
            Place place = members.at("roles").at(role.value());
            Json value = listed.get(role.value());
            if (value == null || value instanceof Json.Null) {
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

    static Targets targets(RoleName role, Json signed) throws MalformedMetadata {
        Members members = Members.of(Place.top("signed"), signed, TARGETS);
        Fields.requireType(members, "Targets");
        Map<String, Target> targets = new LinkedHashMap<>();
        for (Map.Entry<String, Json> entry : members.map("targets").entrySet()) {
            Place place = members.at("targets").at(entry.getKey());
            targets.put(entry.getKey(), target(Members.of(place, entry.getValue(), TARGET)));
        }
        return new Targets(
                Fields.version(members),
                Fields.expires(members),
                targets,
                delegations(role, members));
    }

    private static List<Delegation> delegations(RoleName delegator, Members signed)
            throws MalformedMetadata {
        Json value = signed.get("delegations");
        if (value == null) {
            return List.of();
        }
        Members members = Members.of(signed.at("delegations"), value, DELEGATIONS);
        Map<KeyId, PublicKey> keys = keys(members);
        List<Delegation> delegations = new ArrayList<>();
        for (Json item : members.list("roles")) {
            Members role = Members.of(members.at("roles"), item, DELEGATION);
            RoleName name = NotaryReader.roleName(role.at("name"), role.string("name"));
            if (!delegator.equals(name.parent())) {
                throw new MalformedMetadata(
                        role.at("name")
                                + ": "
                                + Place.shown(name.value())
                                + " is no child of "
                                + Place.shown(delegator.value()));
            }
            delegations.add(new Delegation(name, roleKeys(role, keys), paths(role)));
        }
        return delegations;
    }

    private static List<String> paths(Members role) throws MalformedMetadata {
        List<String> paths = new ArrayList<>();
        for (Json path : role.list("paths")) {
            paths.add(Members.asString(role.at("paths"), path));
        }
        return paths;
    }

    private static RoleKeys roleKeys(Members role, Map<KeyId, PublicKey> keys)
            throws MalformedMetadata {
        List<Json> ids = role.list("keyids");
        if (ids.size() > Fields.MOST_KEYS_OF_A_ROLE) {
            throw new MalformedMetadata(
                    role.at("keyids") + ": more than " + Fields.MOST_KEYS_OF_A_ROLE);
        }
        Map<KeyId, PublicKey> found = new LinkedHashMap<>();
        for (Json item : ids) {
            String text = Members.asString(role.at("keyids"), item);
            KeyId id = Fields.keyId(role.at("keyids"), text);
            PublicKey key = keys.get(id);
            if (key == null) {
                throw new MalformedMetadata(
                        role.at("keyids") + ": no key " + Place.shown(text) + " under keys");
            }
            found.put(id, key);
        }
        return new RoleKeys(found, Fields.threshold(role));
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

    private static PublicKey key(Members key) throws MalformedMetadata {
        Members value = Members.of(key.at("keyval"), key.required("keyval"), KEY_VALUE);
        if (value.get("private") != null) {
            throw new MalformedMetadata(
                    value.at("private") + ": must be null; this key is no longer private");
        }
        Bytes material = value.base64("public");
        Fields.boundKey(value.at("public"), material);
        return new PublicKey(key.string("keytype"), material);
    }

    private static Target target(Members target) throws MalformedMetadata {
        Map<String, Bytes> hashes = new HashMap<>();
        for (Map.Entry<String, Json> hash : target.map("hashes").entrySet()) {
            Place place = target.at("hashes").at(hash.getKey());
            hashes.put(hash.getKey(), Members.asBase64(place, hash.getValue()));
        }
        Json custom = target.get("custom");
        return new Target(
                Fields.length(target),
                hashes,
                custom == null ? NO_CUSTOM : CanonicalJson.of(custom));
    }
}
