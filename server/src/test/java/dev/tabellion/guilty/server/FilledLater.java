package dev.tabellion.guilty.server;

import org.springframework.beans.factory.annotation.Autowired;

/** A collaborator that comes after construction. */
interface FilledLater {
    @Autowired
    void fill(String later);
}
