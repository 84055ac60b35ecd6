package dev.tabellion.guilty.server;

import javax.sql.DataSource;
import org.springframework.web.bind.annotation.RestController;

/** A door that leads to the database. */
@RestController
interface OpensTheDatabase {
    void open(DataSource database);
}
