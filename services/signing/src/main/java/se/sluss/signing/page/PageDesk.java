package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.XmlCharset;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.Owner;
import se.sluss.signing.order.SigningOrder;

/** Lays out what a browser with a page's session may see. Reads as the page's tenant. */
@ApplicationScoped
class PageDesk {
  private static final int SHOWN_OF_A_NUMBER = 8;

  private final SigningPages pages;
  private final Papers papers;
  private final PageOrders orders;
  private final CreatePage createPage;
  private final Html html;
  private final Transactions transactions;

  PageDesk(
      SigningPages pages,
      Papers papers,
      PageOrders orders,
      CreatePage createPage,
      Html html,
      Transactions transactions) {
    this.pages = pages;
    this.papers = papers;
    this.orders = orders;
    this.createPage = createPage;
    this.html = html;
    this.transactions = transactions;
  }

  PageView page(SigningPage page, Device device, Browser browser) {
    Language language = PageOrders.language(page);
    return asTenant(
        page,
        () -> {
          Papers.Folder folder = papers.of(page);
          Optional<SigningOrder> order = orders.order(page);
          boolean assistant = page.role() == SignerRole.ASSISTENT;
          return new PageView(
              html.frame(page, language),
              page.id().value(),
              device,
              browser.isMobile(),
              orders.glance(page, device, browser),
              folder,
              assistant,
              assistant
                  ? folder.papers().stream().map(Paper::assistant).findFirst().orElse("")
                  : folder.provider().orElse(""),
              assistant ? null : createPage.signerOf(page).map(PageDesk::masked).orElse(null),
              order.map(one -> signed(folder, one)).orElse(0),
              device == Device.OTHER
                  && page.mayRenew()
                  && order.flatMap(SigningOrder::reason).filter("startFailed"::equals).isPresent(),
              page.returnUrl().orElse(null),
              page.returnUrl().map(ReturnAddress::otherPerson).orElse(null));
        });
  }

  Optional<DocumentView> document(SigningPage page, SubmissionId id, Device device) {
    Language language = PageOrders.language(page);
    return asTenant(
        page,
        () ->
            papers
                .document(page, id)
                .map(
                    bytes -> {
                      Document document = HardenedXml.parse(bytes);
                      return new DocumentView(
                          html.frame(page, language),
                          page.id().value(),
                          device,
                          papers.of(page).papers().stream()
                              .filter(paper -> paper.submissionId().equals(id.value()))
                              .findFirst()
                              .orElseThrow(),
                          DocumentText.of(document, language),
                          new String(bytes, XmlCharset.of(document)));
                    }));
  }

  /** The bytes that are signed. */
  Optional<byte[]> original(SigningPage page, SubmissionId id) {
    return asTenant(page, () -> papers.document(page, id));
  }

  /**
   * How the page's order stands now, in one transaction.
   *
   * @param page as it was seen before
   * @return empty when the page is gone, or is not admitted any more
   */
  Optional<Glance> glance(
      SigningPage page, Predicate<SigningPage> admitted, Device device, Browser browser) {
    return asTenant(
        page,
        () -> pages.of(page.id()).filter(admitted).map(now -> orders.glance(now, device, browser)));
  }

  private <T extends @Nullable Object> T asTenant(SigningPage page, Supplier<T> work) {
    Owner owner = page.owner();
    return transactions.asTenant(owner.vendorId(), owner.tenantId(), owner.mode(), work);
  }

  /** What was withdrawn while the person signed is not among them. */
  private static int signed(Papers.Folder folder, SigningOrder order) {
    Set<String> ordered =
        order.parts().submissions().stream().map(SubmissionId::value).collect(Collectors.toSet());
    return (int)
        folder.papers().stream()
            .filter(paper -> paper.standing() == Paper.Standing.SIGNED)
            .filter(paper -> ordered.contains(paper.submissionId()))
            .count();
  }

  private static String masked(Personnummer person) {
    return person.digits().substring(0, SHOWN_OF_A_NUMBER) + "\u2011••••";
  }
}
