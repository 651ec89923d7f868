package se.sluss.simulator.authority.wire;

import java.util.regex.Pattern;
import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;

/** One way of speaking to the services behind it. */
interface Door {
  /** The media type that requests must have. */
  Pattern mediaType();

  /** The call dealt with as usual. */
  Decision served(Call call);

  /** Adds the document to a result, when the request can be opened at all. */
  Result seen(Call call, Result result);

  /** One of the two declared faults, whatever the document. */
  Decision refused(Call call, Outcome outcome, String message);

  /** A fault that says nothing about the document. */
  Answer fault(Call call);
}
