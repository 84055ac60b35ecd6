package dev.tabellion.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

class RecordWatchTest {
    private static final String REJECTED =
            "tabellion_publications_rejected_total{rule=\"version-rollback\"}";
    private static final CollectionEvent ROLLBACK =
            new PublicationRejected("version-rollback", new TreeMap<>(), List.of(), 3);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RecordWatch watch = new RecordWatch(new RecordFigures(registry));

    @Test
    void what_was_committed_is_counted_with_what_it_stands_for() throws IOException {
        var work = DefaultUnitOfWork.startAndGet(null);
        append(ROLLBACK);
        append(new CollectionDeleted(1));
        assertThat(page()).doesNotContain(REJECTED);
        work.commit();

        assertThat(page()).contains(REJECTED + " 4.0", "tabellion_collections_deleted_total 1.0");
    }

    @Test
    void what_was_rolled_back_is_not_counted() throws IOException {
        var work = DefaultUnitOfWork.startAndGet(null);
        append(ROLLBACK);
        work.rollback();

        assertThat(page()).doesNotContain(REJECTED);
    }

    private void append(CollectionEvent event) {
        watch.accept(List.of(GenericEventMessage.asEventMessage(event)));
    }

    private String page() throws IOException {
        var text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(StandardCharsets.UTF_8);
    }
}
