package se.sluss.submitter.onboarding;

import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import se.sluss.model.id.VendorId;

/**
 * A vendor as the authority may know it.
 *
 * @param name the organisation in its certificate; empty while there is none
 * @param organisationNumber ten digits; empty when none is known
 */
public record Supplier(
    VendorId vendor, Optional<String> name, Optional<String> organisationNumber) {

  /**
   * @param subject of its certificate, as RFC 2253 writes it
   */
  static Supplier of(
      VendorId vendor, Optional<String> organisationNumber, Optional<String> subject) {
    return new Supplier(vendor, subject.flatMap(Supplier::organisation), organisationNumber);
  }

  private static Optional<String> organisation(String subject) {
    return Stream.of(new X500Name(subject).getRDNs(BCStyle.O))
        .flatMap(part -> Stream.of(part.getTypesAndValues()))
        .filter(each -> each.getType().equals(BCStyle.O))
        .map(each -> IETFUtils.valueToString(each.getValue()))
        .findFirst();
  }
}
