package dev.tabellion.server.read;

import dev.tabellion.collection.PublicationBarrier;
import dev.tabellion.projection.coherence.Generations;
import dev.tabellion.projection.coherence.Lease;
import dev.tabellion.projection.coherence.LeaseTerms;
import dev.tabellion.projection.coherence.Node;
import dev.tabellion.projection.coherence.NodeBarrier;
import dev.tabellion.projection.coherence.Solitude;
import dev.tabellion.projection.coherence.StoreCheck;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.projection.current.CurrentProjection;
import dev.tabellion.projection.current.PublishedDocuments;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.trust.RecordSide;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The projection of what is current, and this node's part in keeping copies of it coherent. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class ProjectionConfiguration {

    /** Qualifies the pool for reads. */
    public static final String READS = "reads";

    @Bean
    CurrentProjection currentProjection(DataSource appDataSource) {
        return new CurrentProjection(appDataSource);
    }

    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(READS)
    DataSource readDataSource(RecordDatabase database) {
        return database.readPool();
    }

    @Bean
    PublishedDocuments publishedDocuments(@Qualifier(READS) DataSource reads) {
        return new PublishedDocuments(reads);
    }

    @Bean
    Changefeed changefeed(@Qualifier(READS) DataSource reads) {
        return new Changefeed(reads);
    }

    @Bean
    Generations generations() {
        return new Generations();
    }

    @Bean
    Lease lease() {
        return new Lease(System::nanoTime);
    }

    /** An embedded database belongs to who holds the data directory: others are dead. */
    @Bean(initMethod = "start", destroyMethod = "close")
    Node node(
            RecordDatabase database,
            ObjectProvider<EmbeddedPostgres> embedded,
            DataSource appDataSource,
            Generations generations,
            Lease lease) {
        embedded.ifAvailable(_ -> Solitude.declare(appDataSource));
        return new Node(
                database.appSessions(),
                UUID::randomUUID,
                System::nanoTime,
                LeaseTerms.STANDARD,
                generations,
                lease);
    }

    @Bean
    PublicationBarrier publicationBarrier(
            Generations generations, Node node, DataSource appDataSource) {
        return new NodeBarrier(generations, node, LeaseTerms.STANDARD, appDataSource);
    }

    @Bean
    StoreCheck storeCheck(Lease lease) {
        return new StoreCheck(lease);
    }
}
