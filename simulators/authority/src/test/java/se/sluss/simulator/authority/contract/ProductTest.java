package se.sluss.simulator.authority.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ProductTest {

  @Test
  void anEnvironmentSuffixMayFollowTheProduct() {
    assertThat(Product.ofPath("/shs2/FK.EIOA.AnmalanArbetsgivare")).contains(Product.E_IOA);
    assertThat(Product.ofPath("/shs2/FK.ASE.Tidredovisning.ref")).contains(Product.ELT);
    assertThat(Product.ofPath("/shs2/FK.ASE.Tidredovisningar")).isEmpty();
    assertThat(Product.ofPath("/shs2/FK.ASE.Tidredovisning.ref/x")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theWsdlNamesWhatTheServiceAccepts(Product product) throws IOException, NotXmlException {
    Document wsdl = wsdl(product);

    assertThat(wsdl.getDocumentElement().getAttribute("targetNamespace"))
        .isEqualTo(product.messageNamespace() + ":shsbp10");
    Element operation =
        (Element)
            wsdl.getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/soap/", "operation")
                .item(0);
    assertThat(operation.getAttribute("soapAction")).isEqualTo(product.soapAction());
  }

  private static Document wsdl(Product product) throws IOException, NotXmlException {
    String name = product.operation() + "Interaction_1.0_shsbp10.wsdl";
    try (var in = Objects.requireNonNull(Product.class.getResourceAsStream(name))) {
      return SafeXml.parse(in.readAllBytes());
    }
  }
}
