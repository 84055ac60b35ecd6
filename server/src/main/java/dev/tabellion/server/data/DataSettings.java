package dev.tabellion.server.data;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Tabellion keeps what it keeps.
 *
 * @param data the data directory
 */
@ConfigurationProperties("tabellion")
public record DataSettings(@DefaultValue("data") Path data) {}
