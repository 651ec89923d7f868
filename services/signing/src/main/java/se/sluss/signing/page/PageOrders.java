package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;
import se.sluss.signing.bankid.Terms;
import se.sluss.signing.ops.Workers;
import se.sluss.signing.order.CancelOrder;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.OpenOrder;
import se.sluss.signing.order.Owner;
import se.sluss.signing.order.SigningOrder;
import se.sluss.signing.rest.OrderView;
import se.sluss.signing.rest.OrderViews;
import se.sluss.signing.store.SigningOrders;

/** The orders of a page: the same that vendors open over the API, opened by the person. */
@ApplicationScoped
class PageOrders {
  private static final int LONGEST_USER_AGENT = 256;

  private final SigningPages pages;
  private final SigningOrders orders;
  private final Papers papers;
  private final CreatePage createPage;
  private final OpenOrder openOrder;
  private final CancelOrder cancelOrder;
  private final OrderViews views;
  private final Workers workers;
  private final Transactions transactions;
  private final PageConfig config;

  PageOrders(
      SigningPages pages,
      SigningOrders orders,
      Papers papers,
      CreatePage createPage,
      OpenOrder openOrder,
      CancelOrder cancelOrder,
      OrderViews views,
      Workers workers,
      Transactions transactions,
      PageConfig config) {
    this.pages = pages;
    this.orders = orders;
    this.papers = papers;
    this.createPage = createPage;
    this.openOrder = openOrder;
    this.cancelOrder = cancelOrder;
    this.views = views;
    this.workers = workers;
    this.transactions = transactions;
    this.config = config;
  }

  /**
   * Who presses the button.
   *
   * @param address the browser's own
   * @param renewed by the page's script, since nobody scanned the code in time
   */
  record Asked(Device device, Browser browser, String address, boolean renewed) {}

  /** How the page's order stands now, for a tab. Runs in the caller's transaction. */
  Glance glance(SigningPage page, Device device, Browser browser) {
    return order(page)
        .map(order -> views.of(order, device.launch(browser)))
        .map(view -> Glance.of(view, device, language(page), launchLink(page, view, browser)))
        .orElseGet(Glance::nothingYet);
  }

  /** The order that was opened last. Runs in the caller's transaction. */
  Optional<SigningOrder> order(SigningPage page) {
    return page.orderId().flatMap(orders::of);
  }

  /**
   * Opens an order over what is left to sign. While one is open it is left as it is: another tab,
   * or another press on the button, joins it. When nothing is left, nothing happens.
   *
   * @throws Problem when what the vendor said does not fit the documents, or some of them are being
   *     signed elsewhere
   */
  void open(SigningPage page, Asked asked) {
    change(
        page,
        locked -> {
          if (order(locked).filter(order -> !order.status().isFinal()).isPresent()
              || asked.renewed() && !locked.mayRenew()) {
            return;
          }
          List<SubmissionId> left =
              papers.held(locked).toSign().stream()
                  .map(paper -> SubmissionId.of(paper.submissionId()))
                  .toList();
          if (!left.isEmpty()) {
            locked.ordered(openOrder.open(wanted(locked, left, asked)).id(), asked.renewed());
          }
        });
    workers.wake();
  }

  /** Stops the open order, if there is one. */
  void cancel(SigningPage page) {
    change(
        page,
        locked ->
            locked
                .orderId()
                .flatMap(orders::lock)
                .filter(order -> !order.status().isFinal())
                .ifPresent(order -> cancelOrder.cancel(order)));
    workers.wake();
  }

  /** Lets the page speak another language from now on. */
  void speak(SigningPage page, Language language) {
    change(page, locked -> locked.speak(language));
  }

  static Language language(SigningPage page) {
    return page.language().orElse(Language.SV);
  }

  private OpenOrder.Wanted wanted(SigningPage page, List<SubmissionId> left, Asked asked) {
    String address = config.baseUrl().resolve("/signing/" + page.id()).toString();
    return new OpenOrder.Wanted(
        left,
        page.role(),
        createPage.signerOf(page),
        asked.address(),
        language(page),
        page.terms()
            .in(
                asked.browser().returnUrl(address, simulator(page)).orElse(null),
                new Terms.Web(config.baseUrl().getHost(), userAgent(asked.browser()), null)));
  }

  private @Nullable String launchLink(SigningPage page, OrderView view, Browser browser) {
    String token = view.autoStartToken();
    return token == null ? null : browser.launchLink(token, simulator(page));
  }

  private Optional<URI> simulator(SigningPage page) {
    return simulator(config, page.owner().mode());
  }

  /** What stands in for the app: in test mode a simulator's page, where there is one. */
  static Optional<URI> simulator(PageConfig config, Mode mode) {
    return config.appUrl().filter(_ -> mode == Mode.TEST);
  }

  private static @Nullable String userAgent(Browser browser) {
    String whole = browser.userAgent();
    return whole.isEmpty()
        ? null
        : whole.substring(0, Math.min(whole.length(), LONGEST_USER_AGENT));
  }

  private void change(SigningPage page, java.util.function.Consumer<SigningPage> work) {
    Owner owner = page.owner();
    transactions.asTenant(
        owner.vendorId(),
        owner.tenantId(),
        owner.mode(),
        () -> {
          work.accept(pages.lock(page.id()).orElseThrow(Problem::notFound));
          return true;
        });
  }
}
