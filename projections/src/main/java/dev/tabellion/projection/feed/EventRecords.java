package dev.tabellion.projection.feed;

import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.tlog.Origin;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as others read it: CloudEvents 1.0 in structured JSON, whose id is the index of its
 * leaf. Names nobody: of who asked there is the commitment that the leaf holds too.
 */
final class EventRecords {
    private static final RecordHeader TYPE =
            new RecordHeader(
                    "content-type",
                    "application/cloudevents+json; charset=UTF-8"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final JsonMapper json = JsonMapper.shared();
    private final String topic;
    private final Origin origin;

    EventRecords(String topic, Origin origin) {
        this.topic = topic;
        this.origin = origin;
    }

    ProducerRecord<String, byte[]> of(TrackedEventMessage<?> message) {
        DomainEventMessage<?> stored = (DomainEventMessage<?>) message;
        LoggedEvent event = (LoggedEvent) message.getPayload();
        long index = Objects.requireNonNull(message.trackingToken()).position().orElseThrow();
        ObjectNode cloud =
                json.createObjectNode()
                        .put("specversion", "1.0")
                        .put("id", Long.toString(index))
                        .put("source", origin.text())
                        .put("type", type(event))
                        .put("subject", stored.getAggregateIdentifier())
                        .put("time", message.getTimestamp().toString())
                        .put("datacontenttype", "application/json")
                        .put("sequence", Long.toString(stored.getSequenceNumber()))
                        .put("eventid", message.getIdentifier());
        // metadata are references: the clear text of who asked is never in them
        put(cloud, "actor", message.getMetaData().get("actor"));
        put(cloud, "causeid", message.getMetaData().get("cause"));
        cloud.set("data", json.readTree(EventJson.write(event).toArray()));
        var record =
                new ProducerRecord<>(
                        topic, stored.getAggregateIdentifier(), json.writeValueAsBytes(cloud));
        record.headers().add(TYPE);
        return record;
    }

    private static String type(LoggedEvent event) {
        return "dev.tabellion." + EventJson.nameOf(event) + ".v" + EventJson.revisionOf(event);
    }

    private static void put(
            ObjectNode cloud, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            cloud.put(name, value.toString());
        }
    }
}
