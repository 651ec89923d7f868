package se.sluss.submitter.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.tenancy.Transactions;

/** The operator sees all rows, everybody else their own. */
@ApplicationScoped
class CallersTransactions {
  private final Transactions transactions;
  private final RequestContext caller;

  CallersTransactions(Transactions transactions, RequestContext caller) {
    this.transactions = transactions;
    this.caller = caller;
  }

  <T> T run(Supplier<T> work) {
    return caller.administrator() ? transactions.asSystem(work) : transactions.asCaller(work);
  }
}
