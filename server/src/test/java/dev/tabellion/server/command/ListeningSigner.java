package dev.tabellion.server.command;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was asked of a signer and what it answered. */
record ListeningSigner(RoleSigner signer, List<Heard> all) implements ForwardingSigner {
    record Heard(SigningRequest request, SigningAnswer answer) {}

    ListeningSigner(RoleSigner signer) {
        this(signer, new CopyOnWriteArrayList<>());
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        SigningAnswer answer = signer.sign(request);
        all.add(new Heard(request, answer));
        return answer;
    }
}
