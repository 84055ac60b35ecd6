package dev.tabellion.query.audit;

import dev.tabellion.difference.Change;
import dev.tabellion.difference.Change.DelegationAdded;
import dev.tabellion.difference.Change.DelegationRemoved;
import dev.tabellion.difference.Change.ExpiryChanged;
import dev.tabellion.difference.Change.KeyAdded;
import dev.tabellion.difference.Change.KeyRemoved;
import dev.tabellion.difference.Change.PathsChanged;
import dev.tabellion.difference.Change.RoleAppeared;
import dev.tabellion.difference.Change.RoleGone;
import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.difference.Change.ThresholdChanged;
import dev.tabellion.difference.Change.VersionChanged;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** A change as a JSON object: in words for people, and in members for programs. */
final class ChangeJson {
    private ChangeJson() {}

    static void write(JsonGenerator json, Change change) {
        json.writeStartObject();
        switch (change) {
            case RoleAppeared(var role, var version) ->
                    of(
                            json,
                            "role-appeared",
                            role,
                            "%s appeared, at version %s".formatted(role, version));
            case RoleGone(var role, var version) ->
                    of(
                            json,
                            "role-gone",
                            role,
                            "%s is gone; it was at %s".formatted(role, version));
            case VersionChanged(var role, var before, var after) ->
                    of(
                            json,
                            "version",
                            role,
                            "%s went from version %s to %s".formatted(role, before, after));
            case ExpiryChanged(var role, var before, var after) ->
                    of(
                            json,
                            "expires",
                            role,
                            "%s expires %s, no longer %s".formatted(role, after, before));
            case KeyAdded(var role, var of, var key) -> {
                of(
                        json,
                        "key-added",
                        role,
                        "%s: key %s may now sign for %s".formatted(role, key, of));
                json.writeStringProperty("of", of.value());
                json.writeStringProperty("key", key.value());
            }
            case KeyRemoved(var role, var of, var key) -> {
                of(
                        json,
                        "key-removed",
                        role,
                        "%s: key %s may no longer sign for %s".formatted(role, key, of));
                json.writeStringProperty("of", of.value());
                json.writeStringProperty("key", key.value());
            }
            case ThresholdChanged(var role, var of, var before, var after) -> {
                of(
                        json,
                        "threshold",
                        role,
                        "%s: %s needs %s signatures, no longer %s"
                                .formatted(role, of, after, before));
                json.writeStringProperty("of", of.value());
                json.writeNumberProperty("before", before);
                json.writeNumberProperty("after", after);
            }
            case DelegationAdded(var role, var to, var paths) -> {
                of(
                        json,
                        "delegation-added",
                        role,
                        "%s delegates to %s for %s".formatted(role, to, said(paths)));
                json.writeStringProperty("to", to.value());
            }
            case DelegationRemoved(var role, var to) -> {
                of(
                        json,
                        "delegation-removed",
                        role,
                        "%s no longer delegates to %s".formatted(role, to));
                json.writeStringProperty("to", to.value());
            }
            case PathsChanged(var role, var to, var before, var after) -> {
                of(
                        json,
                        "delegation-paths",
                        role,
                        "%s delegates to %s for %s, no longer for %s"
                                .formatted(role, to, said(after), said(before)));
                json.writeStringProperty("to", to.value());
            }
            case TargetAdded(var role, var name, var target) -> {
                of(
                        json,
                        "target-added",
                        role,
                        "%s added target %s (%s)".formatted(role, name, said(target)));
                json.writeStringProperty("target", name);
            }
            case TargetChanged(var role, var name, var before, var after) -> {
                of(
                        json,
                        "target-changed",
                        role,
                        "%s changed target %s to %s, from %s"
                                .formatted(role, name, said(after), said(before)));
                json.writeStringProperty("target", name);
            }
            case TargetRemoved(var role, var name, var target) -> {
                of(
                        json,
                        "target-removed",
                        role,
                        "%s removed target %s (%s)".formatted(role, name, said(target)));
                json.writeStringProperty("target", name);
            }
        }
        json.writeEndObject();
    }

    private static void of(JsonGenerator json, String what, RoleName role, String words) {
        json.writeStringProperty("change", what);
        json.writeStringProperty("role", role.value());
        json.writeStringProperty("words", words);
    }

    private static String said(List<String> paths) {
        return paths.isEmpty()
                ? "no paths"
                : paths.stream()
                        .map(path -> path.isEmpty() ? "all paths" : "'" + path + "'")
                        .collect(Collectors.joining(", "));
    }

    private static String said(Target target) {
        return target.length()
                + " bytes, "
                + target.hashes().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .map(hash -> hash.getKey() + " " + hash.getValue().hex())
                        .collect(Collectors.joining(", "));
    }
}
