package se.sluss.simulator.authority.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.fault.Fault;
import se.sluss.simulator.authority.ledger.Arrival;

/** A whole request, together with the fault that shall strike it. */
record Call(
    Arrival arrival,
    String method,
    @Nullable String contentType,
    @Nullable String soapAction,
    Bytes body,
    Optional<Fault> fault) {}
