package dev.tabellion.projection.alert;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.json.PlainJson;
import dev.tabellion.projection.finding.FindingJson;
import dev.tabellion.projection.finding.StoredFinding;
import dev.tabellion.tlog.Origin;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A finding as Kafka gets it: CloudEvents 1.0 in structured JSON under the finding's own id. The
 * key is what it is about, so all that is found about one thing comes in order.
 */
final class AlertRecords {
    private static final RecordHeader TYPE =
            new RecordHeader(
                    "content-type",
                    "application/cloudevents+json; charset=UTF-8"
                            .getBytes(StandardCharsets.US_ASCII));

    private final String topic;
    private final Origin origin;

    AlertRecords(String topic, Origin origin) {
        this.topic = topic;
        this.origin = origin;
    }

    ProducerRecord<String, byte[]> of(StoredFinding stored) {
        String subject = stored.finding().subject().toString();
        Bytes cloud =
                new PlainJson()
                        .text("specversion", "1.0")
                        .text("id", stored.finding().id().hex())
                        .text("source", origin.text())
                        .text("type", "dev.tabellion.finding.v1")
                        .text("subject", subject)
                        .text("time", stored.finding().at().toString())
                        .text("datacontenttype", "application/json")
                        .text("sequence", Long.toString(stored.number()))
                        .object("data", FindingJson.of(stored))
                        .bytes();
        var record = new ProducerRecord<>(topic, subject, cloud.toArray());
        record.headers().add(TYPE);
        return record;
    }
}
