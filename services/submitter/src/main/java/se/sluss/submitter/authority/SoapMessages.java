package se.sluss.submitter.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.w3c.dom.Element;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.submitter.authority.eioa.SignaturtypType;
import se.sluss.submitter.authority.eioa.SkickaAnmalanFranArbetsgivare;
import se.sluss.submitter.authority.eioa.SkickaAnmalanFranArbetsgivareResponse;
import se.sluss.submitter.authority.eioa.UnderskriftType;
import se.sluss.submitter.authority.elt.SignatureType;
import se.sluss.submitter.authority.elt.SkickaTidredovisning;
import se.sluss.submitter.authority.elt.SkickaTidredovisningResponse;
import se.sluss.submitter.authority.mime.Base64Binary;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SignedDocument;

/**
 * SOAP 1.1 messages of both services. A document's bytes and BankID's own bytes go in unchanged, in
 * base64 once.
 */
@ApplicationScoped
class SoapMessages {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final byte[] DECLARATION = ascii(XML);
  private static final byte[] BEFORE =
      ascii(
          XML
              + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">"
              + "<soap:Body>");
  private static final byte[] AFTER = ascii("</soap:Body></soap:Envelope>");

  private final JAXBContext context;
  private final DatatypeFactory datatypes;

  SoapMessages() {
    try {
      context =
          JAXBContext.newInstance(
              SkickaAnmalanFranArbetsgivare.class,
              SkickaAnmalanFranArbetsgivareResponse.class,
              SkickaTidredovisning.class,
              SkickaTidredovisningResponse.class);
      datatypes = DatatypeFactory.newInstance();
    } catch (JAXBException | DatatypeConfigurationException e) {
      throw new IllegalStateException("The authority's messages cannot be read or written", e);
    }
  }

  /**
   * The whole envelope of a document.
   *
   * @throws IllegalArgumentException when a signature is missing or is not base64
   */
  Envelope write(SignedDocument document) {
    return switch (document.service()) {
      case E_IOA -> envelope(Contract.E_IOA, notification(document));
      case ELT -> envelope(Contract.ELT, timeReport(document));
    };
  }

  /**
   * The element of a document alone, as an XML document of its own.
   *
   * @throws IllegalArgumentException when a signature is missing or is not base64
   */
  byte[] writeBare(SignedDocument document) {
    return switch (document.service()) {
      case E_IOA -> around(DECLARATION, notification(document), new byte[0]);
      case ELT -> around(DECLARATION, timeReport(document), new byte[0]);
    };
  }

  /** The tx-id of a response element; empty when it has none. Other elements in it are let be. */
  String txId(Service service, Element response) {
    try {
      String txId =
          switch (service) {
            case E_IOA ->
                context
                    .createUnmarshaller()
                    .unmarshal(response, SkickaAnmalanFranArbetsgivareResponse.class)
                    .getValue()
                    .getTxId();
            case ELT ->
                context
                    .createUnmarshaller()
                    .unmarshal(response, SkickaTidredovisningResponse.class)
                    .getValue()
                    .getTxId();
          };
      return txId == null ? "" : txId.strip();
    } catch (JAXBException e) {
      return "";
    }
  }

  private SkickaAnmalanFranArbetsgivare notification(SignedDocument document) {
    SkickaAnmalanFranArbetsgivare request = new SkickaAnmalanFranArbetsgivare();
    request.setAnmalanfranarbetsgivare(binary(document.bytes()));
    for (CollectedSignature signature : document.signatures()) {
      UnderskriftType signed = new UnderskriftType();
      signed.setSignaturtyp(
          switch (signature.role()) {
            case ASSISTENT -> SignaturtypType.ASSISTENT;
            case ANORDNARE -> SignaturtypType.ANORDNARE;
          });
      signed.setSignatur(binary(once(signature.signature())));
      signed.setOcspresponse(binary(once(signature.ocspResponse())));
      signed.setSignaturdatum(date(signature.signedOn()));
      request.getUnderskrift().add(signed);
    }
    return request;
  }

  private SkickaTidredovisning timeReport(SignedDocument document) {
    SkickaTidredovisning request = new SkickaTidredovisning();
    request.setTidredovisning(binary(document.bytes()));
    request.setAssistentSignatur(signature(document.signatures(), SignerRole.ASSISTENT));
    request.setAnordnareSignatur(signature(document.signatures(), SignerRole.ANORDNARE));
    return request;
  }

  private SignatureType signature(List<CollectedSignature> signatures, SignerRole role) {
    CollectedSignature signature =
        signatures.stream()
            .filter(candidate -> candidate.role() == role)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No signature of " + role));
    SignatureType signed = new SignatureType();
    signed.setSignature(binary(once(signature.signature())));
    signed.setOcspResponse(binary(once(signature.ocspResponse())));
    signed.setDatumForSignatur(date(signature.signedOn()));
    return signed;
  }

  private static Base64Binary binary(byte[] bytes) {
    Base64Binary binary = new Base64Binary();
    binary.setValue(bytes);
    return binary;
  }

  /** BankID's strings are base64 already; JAXB encodes what is decoded here. */
  private static byte[] once(String base64) {
    return Base64.getDecoder().decode(base64.strip());
  }

  private XMLGregorianCalendar date(LocalDate date) {
    return datatypes.newXMLGregorianCalendar(date.toString());
  }

  private Envelope envelope(Contract contract, Object request) {
    return new Envelope(contract.soapAction(), around(BEFORE, request, AFTER));
  }

  private byte[] around(byte[] before, Object request, byte[] after) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
      out.writeBytes(before);
      Marshaller marshaller = context.createMarshaller();
      marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
      marshaller.setProperty(Marshaller.JAXB_ENCODING, "UTF-8");
      marshaller.marshal(request, out);
      out.writeBytes(after);
      return out.toByteArray();
    } catch (JAXBException e) {
      throw new IllegalStateException("A message could not be written", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
