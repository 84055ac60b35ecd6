package dev.tabellion.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program's entry: starts every trust domain that is switched on, in one process. */
@SpringBootApplication
public class Tabellion {

    public static void main(String[] args) {
        SpringApplication.run(Tabellion.class, args);
    }
}
