package dev.tabellion.query.forensics;

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

/** A change in a report: which kind it is, and of what. */
record ChangeWords(String kind, String of) {
    static ChangeWords of(Change change) {
        return switch (change) {
            case TargetAdded(var _, var name, var _) -> new ChangeWords("added", name);
            case TargetChanged(var _, var name, var _, var _) -> new ChangeWords("changed", name);
            case TargetRemoved(var _, var name, var _) -> new ChangeWords("removed", name);
            case DelegationAdded(var _, var to, var paths) ->
                    new ChangeWords("delegation-added", to + " for " + paths);
            case DelegationRemoved(var _, var to) ->
                    new ChangeWords("delegation-removed", to.value());
            case PathsChanged(var _, var to, var before, var after) ->
                    new ChangeWords("delegation-paths", to + " for " + after + ", was " + before);
            case KeyAdded(var _, var of, var key) ->
                    new ChangeWords("key-added", key + " for " + of);
            case KeyRemoved(var _, var of, var key) ->
                    new ChangeWords("key-removed", key + " for " + of);
            case ThresholdChanged(var _, var of, var before, var after) ->
                    new ChangeWords("threshold", "%s: %d, was %d".formatted(of, after, before));
            case VersionChanged(var _, var before, var after) ->
                    new ChangeWords("version", after + ", was " + before);
            case ExpiryChanged(var _, var before, var after) ->
                    new ChangeWords("expires", after + ", was " + before);
            case RoleAppeared(var role, var _) -> new ChangeWords("role-appeared", role.value());
            case RoleGone(var role, var _) -> new ChangeWords("role-gone", role.value());
        };
    }
}
