package dev.tabellion.server.metrics;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.Reason;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Counts what this node has added to the record, read off the committed events themselves. Never a
 * collection's name in a label: there may be a million of them.
 */
public final class RecordFigures {
    private final Counter published;
    private final Counter rejected;
    private final Counter signatures;
    private final Counter signingRefused;
    private final Counter deleted;

    public RecordFigures(PrometheusRegistry registry) {
        published =
                counter(
                        registry,
                        "tabellion_documents_published_total",
                        "Documents that became current, by author and reason.",
                        "author",
                        "reason");
        rejected =
                counter(
                        registry,
                        "tabellion_publications_rejected_total",
                        "Uploads refused, by rule; those not stored one by one included.",
                        "rule");
        signatures =
                counter(
                        registry,
                        "tabellion_signatures_total",
                        "Signatures made by keys of the server, by role.",
                        "role");
        signingRefused =
                counter(
                        registry,
                        "tabellion_signings_refused_total",
                        "Signatures that the signer refused, by its rule.",
                        "rule");
        deleted = counter(registry, "tabellion_collections_deleted_total", "Collections deleted.");
        initialise();
    }

    /** Exemplars would tie figures to traces, and there are none. */
    private static Counter counter(
            PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder()
                .withoutExemplars()
                .name(name)
                .help(help)
                .labelNames(labels)
                .register(registry);
    }

    /** A counter that is absent until its first event hides that event from {@code increase()}. */
    private void initialise() {
        published.initLabelValues("publisher", "published");
        published.initLabelValues("server", "published");
        published.initLabelValues("server", "renewed");
        signatures.initLabelValues("timestamp");
        signatures.initLabelValues("snapshot");
    }

    /** To be called once for each event, after its commit. */
    public void count(CollectionEvent event) {
        switch (event) {
            case CollectionEvent.MetadataPublished it ->
                    published.labelValues(word(it.author()), word(it.reason())).inc();
            case CollectionEvent.PublicationRejected it ->
                    rejected.labelValues(it.rule()).inc(1.0 + it.suppressed());
            case CollectionEvent.SignatureProduced it ->
                    signatures.labelValues(it.role().value()).inc();
            case CollectionEvent.SigningRefused it -> signingRefused.labelValues(it.rule()).inc();
            case CollectionEvent.CollectionDeleted _ -> deleted.inc();
            case CollectionEvent.CollectionOpened _,
                    CollectionEvent.CollectionImported _,
                    CollectionEvent.MetadataImported _,
                    CollectionEvent.ChangeImported _,
                    CollectionEvent.ManagedKeyImported _,
                    CollectionEvent.ManagedKeyCreated _,
                    CollectionEvent.ManagedKeyRotationStaged _,
                    CollectionEvent.ManagedKeyRetired _,
                    CollectionEvent.RoleKeysChanged _,
                    CollectionEvent.SigningRequested _ -> {}
        }
    }

    private static String word(Author author) {
        return switch (author) {
            case PUBLISHER -> "publisher";
            case SERVER -> "server";
        };
    }

    private static String word(Reason reason) {
        return switch (reason) {
            case PUBLISHED -> "published";
            case RENEWED -> "renewed";
        };
    }
}
