package dev.tabellion.server.log;

import dev.tabellion.projection.log.LogNews;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.log.LogDoor;
import dev.tabellion.server.read.ProjectionConfiguration;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every node serves of the log, whoever keeps it. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
public class LogReadConfiguration {
    @Bean
    LogNews logNews() {
        return new LogNews();
    }

    @Bean
    PublishedLog publishedLog(
            @Qualifier(ProjectionConfiguration.READS) DataSource reads, LogNews news) {
        PublishedLog log = new PublishedLog(reads);
        news.tell(log::forget);
        return log;
    }

    @Bean
    FilterRegistrationBean<LogDoor> logDoor(PublishedLog log, LogSettings settings) {
        var registration =
                new FilterRegistrationBean<>(new LogDoor(log, settings.memory().toBytes()));
        registration.setName("log");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.LOG);
        return registration;
    }
}
