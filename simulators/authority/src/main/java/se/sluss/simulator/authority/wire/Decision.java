package se.sluss.simulator.authority.wire;

import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;

/** What the ledger is told of a call, and what its caller sees. */
record Decision(Result result, Reaction reaction) {
  static Decision answer(Result result, Answer answer) {
    return new Decision(result, new Reaction.Give(answer, result.outcome() == Outcome.ACCEPTED));
  }

  static Decision status(int status, Outcome outcome, String reason) {
    return answer(Result.of(outcome, reason), Answer.bare(status));
  }

  Decision unanswered(Reaction instead) {
    return new Decision(result.unanswered(), instead);
  }
}
