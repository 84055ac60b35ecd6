package dev.tabellion.server;

import dev.tabellion.api.ApiRole;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.notary.RequestAttributes;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Requests at a door as the access filter lets them through, without a socket. */
public final class AtDoor {
    private AtDoor() {}

    public static MockHttpServletResponse get(Filter door, String pathAndQuery, ApiRole... roles) {
        return ask(door, "GET", pathAndQuery, "", null, roles);
    }

    public static MockHttpServletResponse ask(
            Filter door,
            String method,
            String pathAndQuery,
            String body,
            @Nullable Publisher who,
            ApiRole... roles) {
        String[] parts = pathAndQuery.split("\\?", 2);
        var request = new MockHttpServletRequest(method, parts[0]);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        request.setAttribute(RequestAttributes.ROLES, Set.of(roles));
        if (who != null) {
            request.setAttribute(
                    RequestAttributes.PROVENANCE, new Provenance(who, "request", null));
        }
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                String[] each = pair.split("=", 2);
                request.addParameter(each[0], each[1]);
            }
        }
        var response = new MockHttpServletResponse();
        try {
            door.doFilter(request, response, new MockFilterChain());
        } catch (IOException | ServletException e) {
            throw new AssertionError("asking for " + pathAndQuery, e);
        }
        return response;
    }

    /** What was answered, as text. */
    public static String text(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
