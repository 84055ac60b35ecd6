package dev.tabellion.server.access;

import jakarta.servlet.http.HttpServletRequest;

/** Decides at the door, from the request's head alone. Safe for concurrent use; reads no body. */
interface Guard {
    Admission admit(HttpServletRequest request, Demand demand);
}
