package dev.tabellion.query.forensics;

import dev.tabellion.difference.Change;
import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.forensics.Recovery;
import dev.tabellion.forensics.RecoveryStep;
import dev.tabellion.projection.forensics.CompromiseReport;
import dev.tabellion.projection.forensics.GoodPosition;
import dev.tabellion.projection.forensics.Reach;
import dev.tabellion.projection.forensics.Republication;
import dev.tabellion.projection.forensics.SignedChange;
import dev.tabellion.projection.forensics.SignedDocument;
import dev.tabellion.tuf.Target;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** A compromise report as a JSON object. */
final class CompromiseJson {
    private CompromiseJson() {}

    static void write(JsonGenerator json, CompromiseReport report) {
        json.writeStartObject();
        json.writeStringProperty("key", report.key().value());
        json.writeStringProperty("from", report.from().toString());
        json.writeStringProperty("to", report.until().toString());
        json.writeNumberProperty("size", report.size());
        json.writeBooleanProperty("whole", report.isWhole());
        KeyJson.birth(json, report.birth());
        json.writeObjectPropertyStart("reach");
        for (Reach reach : Reach.values()) {
            json.writeNumberProperty(name(reach), report.reaching(reach));
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("signatures");
        report.signatures().forEach(each -> signature(json, each));
        json.writeEndArray();
        json.writeArrayPropertyStart("targets");
        report.targets().forEach(each -> target(json, each));
        json.writeEndArray();
        json.writeArrayPropertyStart("delegations");
        report.delegations().forEach(each -> delegation(json, each));
        json.writeEndArray();
        json.writeArrayPropertyStart("opened");
        report.opened().forEach(each -> json.writeString(each.gun().value()));
        json.writeEndArray();
        KeyJson.trusts(json, report.trusts());
        json.writeArrayPropertyStart("lastKnownGood");
        report.good().forEach(each -> good(json, each));
        json.writeEndArray();
        json.writeArrayPropertyStart("republish");
        report.again().forEach(each -> again(json, each));
        json.writeEndArray();
        FetchedJson.write(json, report.fetched());
        json.writeArrayPropertyStart("recovery");
        Recovery.steps(report.inForce()).forEach(step -> step(json, step));
        json.writeEndArray();
        json.writeArrayPropertyStart("stubbornClients");
        Recovery.stubbornClients(report.inForce()).forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void signature(JsonGenerator json, SignedDocument document) {
        json.writeStartObject();
        json.writeStringProperty("collection", document.gun().value());
        json.writeStringProperty("role", document.role().value());
        json.writeNumberProperty("version", document.version().number());
        json.writeStringProperty("digest", document.file().hex());
        json.writeStringProperty("at", document.at().toString());
        json.writeStringProperty("expires", document.expires().toString());
        json.writeStringProperty("reach", name(document.reach()));
        if (document.leaf() != null) {
            json.writeNumberProperty("leaf", document.leaf());
        }
        if (document.entry() != null) {
            json.writeNumberProperty("journalEntry", document.entry());
        }
        if (document.sighted() != null) {
            json.writeNumberProperty("sighted", document.sighted());
        }
        json.writeEndObject();
    }

    private static void again(JsonGenerator json, Republication again) {
        json.writeStartObject();
        json.writeStringProperty("collection", again.gun().value());
        json.writeStringProperty("role", again.role().value());
        if (again.good() != null) {
            json.writeNumberProperty("good", again.good().number());
        }
        if (again.digest() != null) {
            json.writeStringProperty("digest", again.digest().hex());
        }
        json.writeNumberProperty("above", again.above().number());
        json.writeEndObject();
    }

    private static void delegation(JsonGenerator json, SignedChange change) {
        ChangeWords words = ChangeWords.of(change.change());
        json.writeStartObject();
        json.writeStringProperty("collection", change.gun().value());
        json.writeStringProperty("role", change.role().value());
        json.writeNumberProperty("version", change.version().number());
        json.writeStringProperty("change", words.kind());
        json.writeStringProperty("of", words.of());
        json.writeEndObject();
    }

    private static void target(JsonGenerator json, SignedChange change) {
        json.writeStartObject();
        json.writeStringProperty("collection", change.gun().value());
        json.writeStringProperty("role", change.role().value());
        json.writeNumberProperty("version", change.version().number());
        change(json, change.change());
        json.writeEndObject();
    }

    private static void change(JsonGenerator json, Change change) {
        switch (change) {
            case TargetAdded(var _, var name, var after) -> {
                json.writeStringProperty("change", "added");
                json.writeStringProperty("target", name);
                hashes(json, "after", after);
            }
            case TargetChanged(var _, var name, var before, var after) -> {
                json.writeStringProperty("change", "changed");
                json.writeStringProperty("target", name);
                hashes(json, "before", before);
                hashes(json, "after", after);
            }
            case TargetRemoved(var _, var name, var before) -> {
                json.writeStringProperty("change", "removed");
                json.writeStringProperty("target", name);
                hashes(json, "before", before);
            }
            default -> {} // no other change is of a target
        }
    }

    private static void hashes(JsonGenerator json, String when, Target target) {
        json.writeObjectPropertyStart(when);
        json.writeNumberProperty("length", target.length());
        target.hashes().forEach((name, value) -> json.writeStringProperty(name, value.hex()));
        json.writeEndObject();
    }

    private static void good(JsonGenerator json, GoodPosition good) {
        json.writeStartObject();
        json.writeStringProperty("collection", good.gun().value());
        json.writeNumberProperty("leaf", good.leaf());
        if (good.timestamp() != null) {
            json.writeStringProperty("timestamp", good.timestamp().hex());
        }
        KeyJson.instant(json, "since", good.since());
        json.writeEndObject();
    }

    private static void step(JsonGenerator json, RecoveryStep step) {
        json.writeStartObject();
        json.writeStringProperty("playbook", step.playbook().name());
        json.writeNumberProperty("collections", step.collections());
        json.writeStringProperty("what", step.what());
        json.writeEndObject();
    }

    static String name(Reach reach) {
        return reach.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
