package dev.tabellion.query.forensics;

import dev.tabellion.forensics.RecoveryTask;
import dev.tabellion.forensics.RecoveryTask.Done;
import dev.tabellion.projection.forensics.RecoveryPlan;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** A recovery as a JSON object. */
final class RecoveryJson {
    private RecoveryJson() {}

    static void write(JsonGenerator json, RecoveryPlan plan) {
        json.writeStartObject();
        json.writeStringProperty("key", plan.key().value());
        json.writeStringProperty("since", plan.since().toString());
        json.writeNumberProperty("size", plan.size());
        json.writeBooleanProperty("whole", plan.isWhole());
        json.writeNumberProperty("done", plan.done());
        json.writeNumberProperty("open", plan.tasks().size() - plan.done());
        json.writeArrayPropertyStart("tasks");
        plan.tasks().forEach(task -> task(json, task));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void task(JsonGenerator json, RecoveryTask task) {
        json.writeStartObject();
        json.writeStringProperty("aim", aim(task));
        json.writeStringProperty("playbook", task.playbook().name());
        if (task.gun() != null) {
            json.writeStringProperty("collection", task.gun().value());
        }
        if (task.role() != null) {
            json.writeStringProperty("role", task.role().value());
        }
        json.writeStringProperty("words", RecoverySheet.words(task));
        KeyJson.instant(json, "due", task.due());
        Done done = task.done();
        json.writeStringProperty("state", done == null ? "open" : "done");
        if (done != null) {
            if (done.leaf() != null) {
                json.writeNumberProperty("leaf", done.leaf());
            }
            json.writeStringProperty("at", done.at().toString());
        }
        json.writeEndObject();
    }

    private static String aim(RecoveryTask task) {
        return task.aim().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
